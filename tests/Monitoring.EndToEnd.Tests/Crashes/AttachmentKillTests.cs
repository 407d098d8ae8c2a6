using System.Text;
using Monitoring.EndToEnd.Tests.Hosting;

namespace Monitoring.EndToEnd.Tests.Crashes;

/// <summary>What was acknowledged of an attachment survives the end of the process, and so does what it takes of the quota.</summary>
public sealed class AttachmentKillTests
{
    private const string EventId = "9ec79c33ec9942ab8353589fcb2e04dc";

    [Fact]
    public async Task An_attachment_that_was_acknowledged_is_there_after_a_kill()
    {
        using var data = new TemporaryDirectory();
        var content = Enumerable.Range(0, 300_000).Select(index => (byte)(index * 31 >> 3)).ToArray();
        await using (var host = await SampleHost.StartAsync(data.Path))
        {
            await SendAsync(host, content);
            await host.KillAsync();
        }

        await using var last = await SampleHost.StartAsync(data.Path);
        var path = $"projects/1/events/{EventId}/attachments";
        var file = Assert.Single(await last.Api.ListAsync(path));
        Assert.Equal(content, await last.Api.GetBytesAsync($"{path}/{file["id"]}"));
        Assert.Equal(300_000, (long)(await last.Api.GetAsync("projects/1/attachment-settings"))["usedBytes"]!);

        await SendAsync(last, content);
        Assert.Single(await last.Api.ListAsync(path));
    }

    private static async Task SendAsync(SampleHost host, byte[] content)
    {
        var envelope = $$"""
            {"event_id":"{{EventId}}"}
            {"type":"event"}
            {"message":"killed"}
            {"type":"attachment","length":{{content.Length}},"filename":"core.bin"}

            """.ReplaceLineEndings("\n");
        using var client = new HttpClient();
        using var body = new ByteArrayContent([.. Encoding.UTF8.GetBytes(envelope), .. content]);
        using var answer = await client.PostAsync(new Uri(host.Url, $"/api/1/envelope/?sentry_key={host.PublicKey}"), body);
        Assert.Equal(System.Net.HttpStatusCode.OK, answer.StatusCode);
    }
}
