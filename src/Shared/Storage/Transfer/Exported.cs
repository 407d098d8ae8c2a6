namespace Monitoring.Storage.Transfer;

/// <summary>A record on its way out.</summary>
/// <param name="Place">Where it stands in its section: an export may go on after it. Without line breaks.</param>
/// <param name="Bytes">About how many bytes it has.</param>
/// <param name="Record">The record.</param>
internal readonly record struct Exported<TRecord>(string Place, long Bytes, TRecord Record);
