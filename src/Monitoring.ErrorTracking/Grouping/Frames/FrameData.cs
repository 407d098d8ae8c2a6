using System.Text.Json;
using Monitoring.ErrorTracking.Json;

namespace Monitoring.ErrorTracking.Grouping.Frames;

/// <summary>Reads what processing noted about a frame.</summary>
internal static class FrameData
{
    public static bool HasSourceMap(RawJson data) => JsonObjects.Find(data, "sourcemap") is { HasValue: true, Kind: not JsonValueKind.Null };

    /// <summary>What the sender said first, where a server changed it: 1 for yes, 0 for no, -1 for nothing.</summary>
    public static bool? OriginalInApp(RawJson data, bool? sent) => JsonObjects.Find(data, "orig_in_app") is not { Kind: JsonValueKind.Number } original ? sent
        : original.Utf8.Span.SequenceEqual("-1"u8) ? null
        : !original.Utf8.Span.SequenceEqual("0"u8);
}
