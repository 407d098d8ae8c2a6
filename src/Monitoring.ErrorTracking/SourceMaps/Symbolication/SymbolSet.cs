using Monitoring.ErrorTracking.SourceMaps.Library;

namespace Monitoring.ErrorTracking.SourceMaps.Symbolication;

/// <summary>The maps that were found for some events, held so long that no cache can take them away.</summary>
internal sealed class SymbolSet(IReadOnlyDictionary<LibraryKey, GeneratedCode?> found)
{
    /// <summary>What was found; nothing when there is nothing or it was not looked for.</summary>
    public GeneratedCode? Find(LibraryKey key) => found.GetValueOrDefault(key);
}
