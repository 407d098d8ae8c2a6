using Monitoring.ErrorTracking.Json;

namespace Monitoring.ErrorTracking.Events.Reading;

/// <summary>Reads the attributes of an event that are scalars, kept as text, or name their place themselves.</summary>
internal static class AttributeReader
{
    /// <summary>Reads an attribute when it is one of these; otherwise nothing is consumed.</summary>
    public static bool Read(EventDraft draft, ReadOnlySpan<byte> name, ref JsonCursor json, EventScope scope) =>
        ReadIdentity(draft, name, ref json, scope) || ReadNames(draft, name, ref json, scope) || ReadKeptAsText(draft, name, ref json, scope);

    private static bool ReadIdentity(EventDraft draft, ReadOnlySpan<byte> name, ref JsonCursor json, EventScope scope)
    {
        switch (name.Length)
        {
            case 8 when name.SequenceEqual("event_id"u8):
                draft.Id = scope.ReadEventId(ref json, "event_id");
                return true;
            case 9 when name.SequenceEqual("timestamp"u8):
                draft.Timestamp = scope.ReadInstant(ref json, "timestamp");
                return true;
            case 15 when name.SequenceEqual("start_timestamp"u8):
                draft.StartTimestamp = scope.ReadInstant(ref json, "start_timestamp");
                return true;
            case 5 when name.SequenceEqual("level"u8):
                draft.Level = scope.ReadLevel(ref json, "level");
                return true;
            case 4 when name.SequenceEqual("type"u8):
                draft.Type = scope.ReadName(ref json, "type", Limits.ShortName);
                return true;
            case 8 when name.SequenceEqual("platform"u8):
                draft.Platform = scope.ReadName(ref json, "platform", Limits.ShortName);
                return true;
            case 11 when name.SequenceEqual("fingerprint"u8):
                scope.Enter("fingerprint");
                draft.Fingerprint = FingerprintReader.Read(ref json, scope);
                scope.Leave();
                return true;
            case 8 when name.SequenceEqual("checksum"u8):
                draft.Checksum = scope.ReadName(ref json, "checksum", Limits.Checksum);
                return true;
            default:
                return false;
        }
    }

    private static bool ReadNames(EventDraft draft, ReadOnlySpan<byte> name, ref JsonCursor json, EventScope scope)
    {
        switch (name.Length)
        {
            case 7 when name.SequenceEqual("release"u8):
                draft.Release = scope.ReadLenientName(ref json, "release");
                return true;
            case 4 when name.SequenceEqual("dist"u8):
                draft.Distribution = scope.ReadLenientName(ref json, "dist");
                return true;
            case 11 when name.SequenceEqual("environment"u8):
                draft.Environment = scope.ReadLenientName(ref json, "environment");
                return true;
            case 11 when name.SequenceEqual("server_name"u8):
                draft.ServerName = scope.ReadName(ref json, "server_name", Limits.ServerName);
                return true;
            case 6 when name.SequenceEqual("logger"u8):
                draft.Logger = scope.ReadName(ref json, "logger", Limits.Unbounded);
                return true;
            case 11 when name.SequenceEqual("transaction"u8):
                draft.Transaction = scope.ReadName(ref json, "transaction", Limits.Transaction);
                return true;
            case 7 when name.SequenceEqual("culprit"u8):
                draft.Culprit = scope.ReadName(ref json, "culprit", Limits.Transaction);
                return true;
            case 4 when name.SequenceEqual("site"u8):
                draft.Site = scope.ReadName(ref json, "site", Limits.Tag);
                return true;
            default:
                return false;
        }
    }

    private static bool ReadKeptAsText(EventDraft draft, ReadOnlySpan<byte> name, ref JsonCursor json, EventScope scope)
    {
        switch (name.Length)
        {
            case 10 when name.SequenceEqual("stacktrace"u8):
                draft.StackTrace = StackTraceReader.Read(ref json, scope);
                return true;
            case 5 when name.SequenceEqual("extra"u8):
                draft.Extra = scope.ReadRawObject(ref json, "extra", Limits.Extra);
                return true;
            case 7 when name.SequenceEqual("modules"u8):
                draft.Modules = scope.ReadRawObject(ref json, "modules", Limits.Modules);
                return true;
            case 10 when name.SequenceEqual("debug_meta"u8):
                draft.DebugMeta = scope.ReadRawObject(ref json, "debug_meta", Limits.Whole);
                return true;
            case 5 when name.SequenceEqual("_meta"u8):
                draft.Meta = scope.ReadRawObject(ref json, "_meta", Limits.Whole);
                return true;
            default:
                return false;
        }
    }
}
