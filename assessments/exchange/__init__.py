"""Files of many agencies' results, in and out: CSV and XLSX, as offices really make them.

A file goes through here in this order: file_kinds → csv_reading or xlsx_reading (tables of plain texts) → headers (what
each column is) → gathering (rows by agency) → units (values and faults) → comparing. All of it is pure but for reading
the file: no database, no request. Agencies and stored figures come in as plain values, see services/results_import.py.
"""
