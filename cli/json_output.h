// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/streams.h"
#include "web/json/json_values.h"

namespace muniment::cli {

// What `--json` prints has the shapes of the API, and is made by the same code.

using web::json_answer;
using web::json_date;
using web::json_document;
using web::json_done;
using web::json_done_answer;
using web::json_event;
using web::json_hit;
using web::json_instant;
using web::json_metadata;
using web::json_object;
using web::json_revision;
using web::json_signature;
using web::json_text;
using web::json_texts;
using web::JsonArray;
using web::JsonObject;
using web::JsonValue;
using web::set_master;
using web::without_marks;

void print_json(const Streams& streams, const JsonObject& answer);

}  // namespace muniment::cli
