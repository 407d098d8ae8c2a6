using Monitoring.ErrorTracking.Json;

namespace Monitoring.ErrorTracking.Events.Reading;

/// <summary>Reads the attributes of an event that have a shape of their own.</summary>
internal static class InterfaceReader
{
    /// <summary>Reads an attribute when it is one of these; otherwise nothing is consumed.</summary>
    public static bool Read(EventDraft draft, ReadOnlySpan<byte> name, ref JsonCursor json, EventScope scope)
    {
        if (Known(name) is not { } known)
        {
            return false;
        }

        scope.Enter(known);
        Read(draft, known, ref json, scope);
        scope.Leave();
        return true;
    }

    /// <summary>Reads an attribute that is one of these, by its name.</summary>
    public static void Read(EventDraft draft, string known, ref JsonCursor json, EventScope scope)
    {
        switch (known)
        {
            case "exception":
                draft.Exceptions = ExceptionReader.ReadAll(ref json, scope);
                break;
            case "threads":
                draft.Threads = ThreadReader.ReadAll(ref json, scope);
                break;
            case "breadcrumbs":
                draft.Breadcrumbs = BreadcrumbReader.ReadAll(ref json, scope);
                break;
            case "logentry":
                draft.LogEntry = LogEntryReader.Read(ref json, scope);
                break;
            case "message":
                draft.LegacyMessage = LogEntryReader.Read(ref json, scope);
                break;
            case "tags":
                draft.Tags = TagsReader.Read(ref json, scope);
                break;
            case "user":
                draft.User = UserReader.Read(ref json, scope);
                break;
            case "request":
                draft.Request = RequestReader.Read(ref json, scope);
                break;
            case "contexts":
                draft.Contexts = ContextsReader.Read(ref json, scope);
                break;
            case "sdk":
                draft.Sdk = SdkReader.Read(ref json, scope);
                break;
            case "template":
                draft.Template = TemplateReader.Read(ref json, scope);
                break;
            case "errors":
                ProblemReader.ReadAll(ref json, scope, draft.Problems);
                break;
            case "csp" or "hpkp" or "expectct" or "expectstaple" or "nel":
                draft.Security = SecurityReader.Read(ref json, scope, known);
                break;
        }
    }

    private static string? Known(ReadOnlySpan<byte> name) => name.Length switch
    {
        3 => name.SequenceEqual("sdk"u8) ? "sdk" : name.SequenceEqual("csp"u8) ? "csp" : name.SequenceEqual("nel"u8) ? "nel" : null,
        4 => name.SequenceEqual("tags"u8) ? "tags" : name.SequenceEqual("user"u8) ? "user" : name.SequenceEqual("hpkp"u8) ? "hpkp" : null,
        6 when name.SequenceEqual("errors"u8) => "errors",
        7 => name.SequenceEqual("request"u8) ? "request" : name.SequenceEqual("threads"u8) ? "threads" : name.SequenceEqual("message"u8) ? "message" : null,
        8 => name.SequenceEqual("contexts"u8) ? "contexts" : name.SequenceEqual("logentry"u8) ? "logentry"
            : name.SequenceEqual("template"u8) ? "template" : name.SequenceEqual("expectct"u8) ? "expectct" : null,
        9 when name.SequenceEqual("exception"u8) => "exception",
        11 when name.SequenceEqual("breadcrumbs"u8) => "breadcrumbs",
        12 when name.SequenceEqual("expectstaple"u8) => "expectstaple",
        _ => null,
    };
}
