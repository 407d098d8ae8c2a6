using Monitoring.EndToEnd.Tests.Hosting;

namespace Monitoring.EndToEnd.Tests.Hostile;

/// <summary>A request that must not be taken.</summary>
/// <param name="Status">The status that SDKs expect.</param>
/// <param name="IsCounted">Whether it is known whose request it was, so that an outcome can be counted.</param>
/// <param name="Build">Makes the bytes of the request; the second argument is the id of the event in it.</param>
internal sealed record Refusal(int Status, bool IsCounted, Func<SampleHost, string, byte[]> Build);
