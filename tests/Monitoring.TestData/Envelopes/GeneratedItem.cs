namespace Monitoring.TestData.Envelopes;

/// <summary>An item of a generated envelope, as it is written.</summary>
/// <param name="Header">The JSON of its header.</param>
/// <param name="Payload">Its payload.</param>
public sealed record GeneratedItem(string Header, byte[] Payload);
