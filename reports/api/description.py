"""The API's description (OpenAPI 3.1), made from the declarations that the views answer by."""

from reports.api.operations import OPERATIONS
from reports.api.problems import CONTENT_TYPE, NOT_ALLOWED, SCHEMA, Problem
from reports.open_data.datasets import TERMS

VERSION = "1.0.0"
TITLE = "ข้อมูลที่หน่วยงานเผยแพร่ผ่าน ITA สู่มาตรการ"
ABOUT = (
    "อ่านอย่างเดียว ไม่ต้องลงชื่อเข้าใช้ ไม่ใช้คุกกี้ เรียกจากหน้าเว็บอื่นได้ (CORS) "
    "ตอบเป็น JSON แบบ UTF-8 วันและเวลาเป็น ISO 8601 แบบ ค.ศ. เวลาไทย ส่วนปีงบประมาณเป็น พ.ศ. ในชื่อที่ลงท้ายด้วย _be "
    f"ไม่มีสิ่งที่ยังไม่เผยแพร่ {TERMS}"
)
HEADERS = {
    "Access-Control-Allow-Origin": {"description": "เรียกจากหน้าเว็บใดก็ได้", "schema": {"type": "string", "const": "*"}},
    "Cache-Control": {"description": "เก็บไว้ใช้ซ้ำได้นานเท่าใด", "schema": {"type": "string"}},
}
ETAG = {"ETag": {"description": "ส่งกลับมาใน If-None-Match เพื่อถามว่าเปลี่ยนหรือไม่", "schema": {"type": "string"}}}


def description() -> dict:
    return {
        "openapi": "3.1.0",
        "info": {"title": TITLE, "version": VERSION, "description": ABOUT},
        "servers": [{"url": "/"}],
        "paths": {operation.path: {"get": operation_value(operation)} for operation in OPERATIONS},
        "components": {
            "schemas": {
                **{operation.answer.name: operation.answer.schema for operation in OPERATIONS},
                "Problem": SCHEMA,
            }
        },
    }


def operation_value(operation) -> dict:
    return {
        "operationId": operation.name.removeprefix("api-").replace("-", "_"),
        "summary": operation.summary,
        "description": operation.about,
        "parameters": [parameter_value(each) for each in (*operation.place, *operation.parameters)],
        "responses": {
            "200": answer_value(operation.answer),
            "304": {"description": "ไม่เปลี่ยนจากที่ถืออยู่ (ETag เดียวกัน)", "headers": HEADERS},
            **{str(kind.status): problem_value(kind) for kind in operation.problems},
        },
    }


def parameter_value(parameter) -> dict:
    return {
        "name": parameter.name,
        "in": parameter.place,
        "required": parameter.is_required,
        "description": parameter.meaning,
        "schema": parameter.schema,
        "example": parameter.example,
    }


def answer_value(answer) -> dict:
    content = {"schema": reference(answer.name), "example": answer.example}
    return {"description": "พบข้อมูล", "headers": HEADERS | ETAG, "content": {"application/json": content}}


def problem_value(kind) -> dict:
    example = Problem(kind, kind.title, kind.meaning).body
    content = {CONTENT_TYPE: {"schema": reference("Problem"), "example": example}}
    return {"description": kind.meaning, "headers": HEADERS | own_headers(kind), "content": content}


def own_headers(kind) -> dict:
    if kind.retry_after:
        return {"Retry-After": {"description": "ขอใหม่ได้ในอีกกี่วินาที", "schema": {"type": "integer", "minimum": 0}}}
    if kind is NOT_ALLOWED:
        return {"Allow": {"description": "แบบคำขอที่รับ", "schema": {"type": "string"}}}
    return {}


def reference(name) -> dict:
    return {"$ref": f"#/components/schemas/{name}"}
