namespace Monitoring.ErrorTracking.Tracing.Reading;

/// <summary>Ids of traces: 32 hexadecimal digits, not all zero.</summary>
internal static class TraceIds
{
    /// <summary>The id in lower case and without dashes; null when the text is none.</summary>
    public static string? Normalise(string? text) =>
        (Guid.TryParseExact(text, "N", out var id) || Guid.TryParseExact(text, "D", out id)) && id != Guid.Empty ? id.ToString("N") : null;
}
