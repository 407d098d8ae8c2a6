namespace Monitoring.ErrorTracking.SourceMaps.Decoding;

/// <summary>The ids that a generated file and its map share: UUIDs, in whatever spelling.</summary>
internal static class DebugIds
{
    /// <summary>The one spelling of an id, lowercase with dashes; <see langword="null"/> when the text is none.</summary>
    /// <remarks>Ids of native code may have more digits behind the UUID; those of JavaScript have none.</remarks>
    public static string? Normalize(string? text) => Guid.TryParse(text, out var id) && id != Guid.Empty ? id.ToString("D") : null;
}
