namespace Monitoring.AspNetCore.Api;

/// <summary>The parameters that several operations have.</summary>
internal static class Parameters
{
    public static ApiParameter Project { get; } = Path("p", "The project: its number, or its full path with %2F for each slash.", "demo%2Fshop");

    public static ApiParameter Issue { get; } = Path("id", "The issue: its number, or its short id.", "42");

    public static ApiParameter Limit { get; } = Query("limit", "How many items at most, 1 to 100; 25 when it is left out.", "50") with { Type = "integer" };

    public static ApiParameter Cursor { get; } = Query("cursor", "The 'next' of the page before; left out for the first page.", "MTAwMA");

    public static ApiParameter From { get; } = Query("from", "The beginning, inclusive.", "2026-11-21T00:00:00Z");

    public static ApiParameter To { get; } = Query("to", "The end, exclusive; now when it is left out.", "2026-11-22T00:00:00Z");

    public static ApiParameter IfMatch { get; } = Header(
        "If-Match", "The ETag that the change was made for, or several of which any may be; 412 when the document has changed since. Left out, the change is made in any case.", "\"7\"");

    public static ApiParameter IdempotencyKey { get; } = Header(
        "Idempotency-Key",
        "1 to 255 characters of the caller's choice. The call is done at most once for this key, for a day: a repeat gets the first answer again, " +
        "or 409 while the first call runs and when it is not known how it ended.",
        "c0a8f5f2-4b5e-4f6c-9f57-1b2b3c4d5e6f");

    public static ApiParameter Path(string name, string description, string example) =>
        new() { Name = name, In = "path", Description = description, Example = example };

    public static ApiParameter Query(string name, string description, string example, params string[] values) =>
        new() { Name = name, In = "query", Description = description, Example = example, Values = values };

    private static ApiParameter Header(string name, string description, string example) =>
        new() { Name = name, In = "header", Description = description, Example = example };
}
