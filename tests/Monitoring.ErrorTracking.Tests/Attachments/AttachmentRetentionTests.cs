using Microsoft.Extensions.DependencyInjection;
using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.ErrorTracking.Attachments;
using Monitoring.ErrorTracking.Attachments.Settings;
using Monitoring.Storage.Blobs;

namespace Monitoring.ErrorTracking.Tests.Attachments;

/// <summary>Attachments go when they are old, with their issue, and when their event does not come.</summary>
public sealed class AttachmentRetentionTests : AttachmentTest
{
    [Fact]
    public async Task What_has_expired_is_gone_and_frees_its_room()
    {
        var blobs = new MovableBlobStore();
        await using var host = await StartAsync(new AttachmentSettings { Enabled = true, Retention = TimeSpan.FromDays(1) }, register: services => services.AddSingleton<IBlobStore>(blobs));
        await host.RunAsync();
        await host.SendAsync(Header + Event + File("a.txt", "abc"));
        var attachment = Assert.Single(await ListAsync(host));

        host.Time.Advance(TimeSpan.FromDays(1));

        Assert.Empty(await ListAsync(host));
        var gone = await host.Service<IAttachments>().OpenAsync(Actor.System, host.Project, EventId, attachment.Id, Cancellation);
        Assert.Equal(CommandOutcome.NotFound, gone.Outcome);
        await AwaitAsync(host, async () => await UsageAsync(host) == (0, 0) && blobs.Count == 0);
    }

    [Fact]
    public async Task Deleting_an_issue_takes_the_attachments_of_its_events_and_no_others()
    {
        await using var host = await StartAsync();
        await host.RunAsync();
        await host.SendAsync(Header + Event + File("a.txt", "abc"));
        const string other = "00000000000000000000000000000002";
        var kept = await host.SendAsync($$"""{"event_id":"{{other}}"}""" + "\n" + Event.Replace("hello", "another thing", StringComparison.Ordinal) + File("b.txt", "abc"));
        await host.SendAsync("""{"event_id":"00000000000000000000000000000003"}""" + "\n" + File("early.txt", "abc"));
        var issue = (await host.EventAsync(EventId)).Event.IssueId;
        Assert.NotEqual(issue, kept.Events[0].IssueId);

        await host.Issues.DeleteAsync(Actor.System, issue, cancellationToken: Cancellation);

        await AwaitAsync(host, async () => (await ListAsync(host)).Length == 0);
        Assert.Single(await ListAsync(host, Parse(other)));
        Assert.Single(await ListAsync(host, Parse("00000000000000000000000000000003")));
        Assert.Equal((6L, 2L), await UsageAsync(host));
    }

    [Fact]
    public async Task An_attachment_whose_event_does_not_come_within_a_day_goes()
    {
        await using var host = await StartAsync();
        await host.RunAsync();
        await host.SendAsync(Header + File("early.txt", "abc"));
        Assert.Single(await ListAsync(host));

        host.Time.Advance(TimeSpan.FromHours(50));

        await AwaitAsync(host, async () => (await ListAsync(host)).Length == 0);
    }
}
