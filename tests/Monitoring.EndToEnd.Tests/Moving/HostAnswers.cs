using Monitoring.EndToEnd.Tests.Hosting;

namespace Monitoring.EndToEnd.Tests.Moving;

/// <summary>What the product API of a host answers of issues, as texts that can be compared.</summary>
internal static class HostAnswers
{
    private static readonly string[] Parts = ["activity", "comments", "tags"];

    /// <param name="host">The host.</param>
    /// <param name="issues">The ids of the issues.</param>
    public static async Task<IReadOnlyList<string>> ReadAsync(SampleHost host, IEnumerable<string> issues)
    {
        var answers = new List<string>();
        foreach (var id in issues)
        {
            answers.Add((await host.Api.GetIssueAsync(id)).ToJsonString());
            foreach (var part in Parts)
            {
                answers.AddRange((await host.Api.ListAsync($"issues/{id}/{part}")).Select(item => $"{part} of {id}: {item.ToJsonString()}"));
            }

            foreach (var listed in await host.Api.ListAsync($"issues/{id}/events"))
            {
                var eventId = (string)listed["id"]!;
                answers.Add((await host.Api.GetEventAsync(eventId)).ToJsonString());
                answers.Add($"raw of {eventId}: {Convert.ToBase64String(await host.Api.GetRawEventAsync(eventId))}");
                await AttachmentsAsync(host, eventId, answers);
            }
        }

        foreach (var path in (string[])["projects/1", "projects/1/keys", "projects/1/members", "projects/1/releases/shop@1.0", "projects/1/retention"])
        {
            // A DSN names where the host listens.
            answers.Add($"{path}: {(await host.Api.GetAsync(path)).ToJsonString().Replace(host.Url.Authority, "host", StringComparison.Ordinal)}");
        }

        return answers;
    }

    private static async Task AttachmentsAsync(SampleHost host, string eventId, List<string> answers)
    {
        var path = $"projects/1/events/{eventId}/attachments";
        foreach (var file in await host.Api.ListAsync(path))
        {
            answers.Add($"attachment of {eventId}: {file.ToJsonString()} {Convert.ToBase64String(await host.Api.GetBytesAsync($"{path}/{file["id"]}"))}");
        }
    }
}
