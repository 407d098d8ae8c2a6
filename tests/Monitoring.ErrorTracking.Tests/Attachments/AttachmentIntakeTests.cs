using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Monitoring.ErrorTracking.Attachments.Settings;
using Monitoring.ErrorTracking.Ingest;
using Monitoring.ErrorTracking.Tests.Ingest;
using Monitoring.Projects;
using Monitoring.Storage.Blobs;

namespace Monitoring.ErrorTracking.Tests.Attachments;

/// <summary>Attachments from the envelope into the stores and back out.</summary>
public sealed class AttachmentIntakeTests : AttachmentTest
{
    [Fact]
    public async Task An_attachment_is_kept_byte_for_byte_with_what_is_known_of_it()
    {
        await using var host = await StartAsync();
        var bytes = Enumerable.Range(0, 100_000).Select(index => (byte)(index * 7)).ToArray();
        var envelope = Encoding.UTF8.GetBytes(Header + Event + $$"""{"type":"attachment","length":{{bytes.Length}},"filename":"C:\\logs\\ру.bin","content_type":"application/x-y; charset=utf-8; evil=1","attachment_type":"event.view_hierarchy"}""" + "\n");

        var outcome = await host.SendAsync(host.Request([.. envelope, .. bytes]));

        Assert.True(outcome.IsAccepted);
        var attachment = Assert.Single(await ListAsync(host));
        Assert.Equal(("ру.bin", "application/x-y; charset=utf-8", "event.view_hierarchy", 100_000L), (attachment.Name, attachment.ContentType, attachment.Type, attachment.Length));
        Assert.Equal((host.Time.GetUtcNow(), host.Time.GetUtcNow().AddDays(30)), (attachment.ReceivedAt, attachment.ExpiresAt));
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)), attachment.Sha256);
        Assert.Equal(bytes, await ReadAsync(host, attachment));
        Assert.Equal(
            ["attachment accepted 100000", "attachment_item accepted 1", "error accepted 1"],
            (await host.OutcomesAsync()).Select(count => $"{count.Key} {count.Value}").Order(StringComparer.Ordinal));
        Assert.Equal((100_000L, 1L), await UsageAsync(host));
    }

    [Fact]
    public async Task Attachments_are_off_by_default_and_the_event_is_taken()
    {
        await using var host = await IntakeHost.StartAsync();

        var outcome = await host.SendAsync(Header + Event + File("a.txt", "abc"));

        Assert.Single(outcome.Events);
        Assert.Empty(await ListAsync(host));
        Assert.Equal(1, (await host.OutcomesAsync())["attachment_item filtered attachments_off"]);
    }

    [Fact]
    public async Task A_repeat_changes_nothing_and_adds_what_is_new()
    {
        await using var host = await StartAsync();
        await host.SendAsync(Header + Event + File("a.txt", "abc"));

        var again = await host.SendAsync(Header + Event + File("a.txt", "abc") + File("a.txt", "abc") + File("b.txt", "abc"));

        Assert.True(again.IsAccepted);
        Assert.Equal(["a.txt", "b.txt"], (await ListAsync(host)).Select(attachment => attachment.Name));
        Assert.Equal((6L, 2L), await UsageAsync(host));
        Assert.Equal(2, (await host.OutcomesAsync())["attachment_item invalid duplicate"]);
    }

    [Theory]
    [InlineData("{broken", "attachment_item invalid event_not_taken")]
    [InlineData("""{"type":"transaction"}""", "attachment_item invalid event_not_taken")]
    public async Task An_attachment_shares_the_fate_of_its_event(string json, string expected)
    {
        await using var host = await StartAsync();

        await host.SendAsync(Header + $"{{\"type\":\"event\"}}\n{json}\n" + File("a.txt", "abc"));

        Assert.Empty(await ListAsync(host));
        Assert.Equal(1, (await host.OutcomesAsync()).GetValueOrDefault(expected), 1L);
    }

    [Fact]
    public async Task An_attachment_of_an_event_over_the_limit_is_not_kept()
    {
        await using var host = await StartAsync(limit: new KeyRateLimit { Count = 1, Window = TimeSpan.FromMinutes(1) });
        await host.SendAsync("{}\n" + Event);

        var outcome = await host.SendAsync(Header + Event + File("a.txt", "abc"));

        Assert.Equal(IngestStatus.RateLimited, outcome.Status);
        Assert.Empty(await ListAsync(host));
        Assert.Equal(1, (await host.OutcomesAsync())["attachment_item rate_limited key_quota"]);
    }

    [Fact]
    public async Task An_attachment_for_an_event_that_came_earlier_is_kept_and_one_for_none_is_not()
    {
        await using var host = await StartAsync();
        await host.SendAsync(Header + Event);

        await host.SendAsync(Header + File("late.txt", "abc"));
        var lost = await host.SendAsync("{}\n" + File("lost.txt", "abc"));

        Assert.Equal("late.txt", Assert.Single(await ListAsync(host)).Name);
        Assert.True(lost.IsAccepted);
        Assert.Equal(1, (await host.OutcomesAsync())["attachment_item invalid no_event"]);
    }

    [Theory]
    [InlineData(4, 100, 10, 100, "attachment_item invalid too_large", 0)]
    [InlineData(5, 9, 10, 100, "attachment_item invalid event_too_large", 1)]
    [InlineData(5, 100, 1, 100, "attachment_item invalid too_many", 1)]
    [InlineData(5, 100, 10, 9, "attachment_item rate_limited quota", 1)]
    public async Task What_is_beyond_a_limit_is_dropped_and_the_event_is_taken(long bytes, long perEvent, int count, long quota, string expected, int kept)
    {
        var settings = new AttachmentSettings { Enabled = true, MaxBytes = bytes, MaxBytesPerEvent = perEvent, MaxPerEvent = count, QuotaBytes = quota };
        await using var host = await StartAsync(settings);

        var outcome = await host.SendAsync(Header + Event + File("a.txt", "12345") + File("b.txt", "67890"));

        Assert.Equal((IngestStatus.Accepted, 1), (outcome.Status, outcome.Events.Length));
        Assert.Equal(kept, (await ListAsync(host)).Length);
        Assert.Equal(2 - kept, (await host.OutcomesAsync())[expected]);
        Assert.Equal((kept * 5L, (long)kept), await UsageAsync(host));
    }

    [Fact]
    public async Task The_quota_is_exact_when_many_send_at_once()
    {
        await using var host = await StartAsync(new AttachmentSettings { Enabled = true, MaxBytes = 10, MaxBytesPerEvent = 10, QuotaBytes = 55 });

        await Task.WhenAll(Enumerable.Range(0, 12).Select(number => Task.Run(() =>
            host.SendAsync($$"""{"event_id":"{{number:x32}}"}""" + "\n" + Event.Replace("hello", $"hello {number}", StringComparison.Ordinal) + File("a.bin", "0123456789")))));

        Assert.Equal((50L, 5L), await UsageAsync(host));
        var stored = 0;
        for (var number = 0; number < 12; number++)
        {
            stored += number == 0 ? 0 : (await ListAsync(host, Parse($"{number:x32}"))).Length;
        }

        Assert.InRange(stored, 4, 5);
        Assert.Equal(7, (await host.OutcomesAsync())["attachment_item rate_limited quota"]);
    }

    [Theory]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("..", "attachment")]
    [InlineData("a\u202Etxt.exe\u0000\r\n", "atxt.exe")]
    [InlineData("{half}.png", "\uFFFD.png")]
    [InlineData("   ", "attachment")]
    [InlineData("mail ghp_0123456789abcdefghijklmnopqrstuvwxyz.txt", "mail [Filtered].txt")]
    public async Task A_name_is_made_harmless(string name, string expected)
    {
        await using var host = await StartAsync();
        var json = new System.Text.Json.Nodes.JsonObject { ["type"] = "attachment", ["length"] = 1, ["filename"] = "x" }.ToJsonString();
        var escaped = string.Concat(name.Replace("{half}", "\uD800", StringComparison.Ordinal).Select(sign => $"\\u{(int)sign:x4}"));

        await host.SendAsync(Header + Event + json.Replace("\"x\"", $"\"{escaped}\"", StringComparison.Ordinal) + "\nz\n");

        Assert.Equal(expected, Assert.Single(await ListAsync(host)).Name);
    }

    [Theory]
    [InlineData("text/html\\r\\nSet-Cookie: a=b")]
    [InlineData("nonsense")]
    [InlineData("")]
    public async Task A_media_type_that_is_none_is_octets(string type)
    {
        await using var host = await StartAsync();

        await host.SendAsync(Header + Event + $$"""{"type":"attachment","length":1,"content_type":"{{type}}"}""" + "\nz\n");

        Assert.Equal("application/octet-stream", Assert.Single(await ListAsync(host)).ContentType);
    }

    [Fact]
    public async Task A_store_that_is_away_asks_for_the_request_again_and_the_repeat_brings_the_attachment()
    {
        var blobs = new MovableBlobStore();
        await using var host = await StartAsync(register: services => services.AddSingleton<IBlobStore>(blobs));
        blobs.IsAway = true;

        var away = await host.SendAsync(Header + Event + File("a.txt", "abc"));
        blobs.IsAway = false;
        var again = await host.SendAsync(Header + Event + File("a.txt", "abc"));

        Assert.Equal((IngestStatus.Unavailable, IngestStatus.Accepted), (away.Status, again.Status));
        Assert.Single(await ListAsync(host));
        Assert.Equal(1, blobs.Count);
    }
}
