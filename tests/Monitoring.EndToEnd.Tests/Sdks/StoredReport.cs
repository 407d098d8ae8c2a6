using System.Text.Json.Nodes;
using Monitoring.EndToEnd.Tests.Hosting;
using Monitoring.EndToEnd.Tests.Wire;

namespace Monitoring.EndToEnd.Tests.Sdks;

/// <summary>One event: as the client put it on the wire, and as the host gives it back.</summary>
internal sealed record StoredReport
{
    public required JsonObject Sent { get; init; }

    public required JsonObject Event { get; init; }

    public required JsonObject Issue { get; init; }

    /// <summary>What <c>?raw=true</c> answers: an envelope of one item.</summary>
    public required JsonObject Raw { get; init; }

    /// <summary>The files that came with it, with their content.</summary>
    public required IReadOnlyList<(JsonObject File, byte[] Content)> Attachments { get; init; }

    public JsonObject Payload => Event["payload"]!.AsObject();

    public IReadOnlyDictionary<string, string> Tags => Event["tags"]!.AsArray().ToDictionary(tag => (string)tag!["key"]!, tag => (string)tag!["value"]!);

    public static async Task<StoredReport> ReadAsync(SampleHost host, WireTap tap, string eventId)
    {
        var stored = await host.Api.GetEventAsync(eventId);
        var raw = SentItem.ReadEnvelope(await host.Api.GetRawEventAsync(eventId));
        var attachments = new List<(JsonObject File, byte[] Content)>();
        var path = $"projects/1/events/{eventId}/attachments";
        foreach (var file in await host.Api.ListAsync(path))
        {
            attachments.Add((file, await host.Api.GetBytesAsync($"{path}/{file["id"]}")));
        }

        return new StoredReport
        {
            Attachments = attachments,
            Sent = tap.SentEvent(eventId),
            Event = stored,
            Issue = await host.Api.GetIssueAsync((string)stored["issueId"]!),
            Raw = Assert.Single(raw, item => item.Type == "event").Json(),
        };
    }
}
