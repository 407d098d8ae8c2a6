using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Monitoring.Incidents.Flushing;
using Monitoring.Incidents.Labels;
using Monitoring.Incidents.Tests.Support;

namespace Monitoring.Incidents.Tests.Flushing;

/// <summary>Whether a receiver is told of a group again.</summary>
public sealed class NotificationDecisionTests
{
    public static IReadOnlyCollection<TheoryDataRow<string>> Cases => Table.Rows("dedup_needs_notify.json", "cases");

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_receiver_is_told_when_it_must_know(string row)
    {
        var node = JsonNode.Parse(row)!;

        var reason = NotificationDecision.Decide(
            Record(node["entry"]),
            Set(node["firing"]),
            Set(node["resolved"]),
            Table.Now,
            TimeSpan.FromSeconds(node["repeatSeconds"]!.GetValue<double>()),
            node["sendResolved"]!.GetValue<bool>());

        Assert.Equal(node["notify"]!.GetValue<bool>(), reason is not (NotificationReason.NothingToTell or NotificationReason.Known));
    }

    [Theory]
    [InlineData(null, "1", "", NotificationReason.First)]
    [InlineData(null, "", "1", NotificationReason.NothingToTell)]
    [InlineData("", "1", "", NotificationReason.First)]
    [InlineData("1", "1 2", "", NotificationReason.NewAlerts)]
    [InlineData("1", "", "1", NotificationReason.AllResolved)]
    [InlineData("1 2", "1", "2", NotificationReason.NewResolved)]
    [InlineData("1", "1", "", NotificationReason.Known)]
    [InlineData("", "", "", NotificationReason.NothingToTell)]
    public void The_reason_is_told(string? known, string firing, string resolved, object reason)
    {
        var last = known is null ? null : new NotificationRecord { Firing = Set(known), Resolved = [], SentAt = Table.Now.AddMinutes(-1) };

        Assert.Equal(reason, NotificationDecision.Decide(last, Set(firing), Set(resolved), Table.Now, TimeSpan.FromHours(4), wantsResolved: true));
    }

    [Fact]
    public void What_has_not_changed_is_told_again_after_the_repeat_interval()
    {
        var last = new NotificationRecord { Firing = Set("1"), Resolved = [], SentAt = Table.Now.AddHours(-4) };

        Assert.Equal(NotificationReason.Known, NotificationDecision.Decide(last, Set("1"), [], Table.Now, TimeSpan.FromHours(4), wantsResolved: true));
        Assert.Equal(NotificationReason.Repeat, NotificationDecision.Decide(last, Set("1"), [], Table.Now.AddTicks(1), TimeSpan.FromHours(4), wantsResolved: true));
    }

    private static NotificationRecord? Record(JsonNode? entry) => entry is null
        ? null
        : new NotificationRecord
        {
            Firing = Set(entry["firing"]),
            Resolved = Set(entry["resolved"]),
            SentAt = entry["ageSeconds"] is { } age ? Table.Now.AddSeconds(-age.GetValue<double>()) : DateTimeOffset.MinValue,
        };

    private static ImmutableHashSet<LabelFingerprint> Set(JsonNode? numbers) => [.. numbers!.AsArray().Select(number => new LabelFingerprint(number!.GetValue<ulong>()))];

    private static ImmutableHashSet<LabelFingerprint> Set(string numbers) => [.. numbers.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(number => new LabelFingerprint(ulong.Parse(number, System.Globalization.CultureInfo.InvariantCulture)))];
}
