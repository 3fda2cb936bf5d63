// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Wrong on purpose: it uses std::string without including it. See headers_alone_test.py.
#pragma once

std::string name_of_nothing();
