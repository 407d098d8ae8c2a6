using Monitoring.ErrorTracking.Json;

namespace Monitoring.ErrorTracking.Events.Reading;

/// <summary>Reads attributes under their old names, <c>sentry.interfaces.Exception</c> and the like. They count when the attribute is not there under its name.</summary>
internal static class LegacyReader
{
    public static void Read(EventDraft draft, ReadOnlySpan<byte> name, ref JsonCursor json, EventScope scope)
    {
        var known = Known(name);
        if (known is null || IsThere(draft, known))
        {
            json.Skip();
            return;
        }

        if (known == "stacktrace")
        {
            draft.StackTrace = StackTraceReader.Read(ref json, scope);
            return;
        }

        scope.Enter(known);
        InterfaceReader.Read(draft, known, ref json, scope);
        scope.Leave();
    }

    private static bool IsThere(EventDraft draft, string known) => known switch
    {
        "exception" => !draft.Exceptions.IsEmpty,
        "threads" => !draft.Threads.IsEmpty,
        "breadcrumbs" => !draft.Breadcrumbs.IsEmpty,
        "stacktrace" => draft.StackTrace is not null,
        "template" => draft.Template is not null,
        "user" => draft.User is not null,
        "request" => draft.Request is not null,
        "contexts" => !draft.Contexts.IsEmpty,
        "sdk" => draft.Sdk is not null,
        "message" => draft.LegacyMessage is not null,
        _ => draft.Security is not null,
    };

    private static string? Known(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("Exception"u8) ? "exception"
        : name.SequenceEqual("Message"u8) ? "message"
        : name.SequenceEqual("Stacktrace"u8) ? "stacktrace"
        : name.SequenceEqual("Template"u8) ? "template"
        : name.SequenceEqual("User"u8) ? "user"
        : name.SequenceEqual("Http"u8) ? "request"
        : name.SequenceEqual("Breadcrumbs"u8) ? "breadcrumbs"
        : name.SequenceEqual("Threads"u8) ? "threads"
        : name.SequenceEqual("Contexts"u8) ? "contexts"
        : name.SequenceEqual("Sdk"u8) ? "sdk"
        : name.SequenceEqual("Csp"u8) ? "csp"
        : name.SequenceEqual("Hpkp"u8) ? "hpkp"
        : name.SequenceEqual("ExpectCT"u8) ? "expectct"
        : name.SequenceEqual("ExpectStaple"u8) ? "expectstaple"
        : null;
}
