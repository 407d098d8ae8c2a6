using System.Text.Json.Nodes;
using FsCheck.Xunit;
using Monitoring.Incidents.Alerts;
using Monitoring.Incidents.Tests.Support;

namespace Monitoring.Incidents.Tests.Alerts;

/// <summary>Two messages about one alert.</summary>
public sealed class AlertSpanTests
{
    public static IReadOnlyCollection<TheoryDataRow<string>> Cases => Table.Rows("alert_merge.json", "cases");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Two_messages_make_one_alert_whichever_comes_first(string row)
    {
        var node = JsonNode.Parse(row)!;
        var (first, second, merged) = (Span(node["A"]!), Span(node["B"]!), Span(node["result"]!));

        Assert.Equal(merged, AlertSpan.Merge(first, second));
        Assert.Equal(merged, AlertSpan.Merge(second, first));
    }

    [Property]
    public void The_order_in_which_two_messages_come_does_not_matter((sbyte Start, sbyte End, sbyte Update, bool IsTimeout) one, (sbyte Start, sbyte End, sbyte Update, bool IsTimeout) other)
    {
        var (first, second) = (Span(one), Span(other));

        Assert.Equal(AlertSpan.Merge(first, second), AlertSpan.Merge(second, first));
    }

    [Property]
    public void A_message_that_comes_twice_changes_nothing((sbyte Start, sbyte End, sbyte Update, bool IsTimeout) one)
    {
        var span = Span(one);

        Assert.Equal(span, AlertSpan.Merge(span, span));
    }

    private static AlertSpan Span((sbyte Start, sbyte End, sbyte Update, bool IsTimeout) span) =>
        new(Table.Now.AddSeconds(span.Start), Table.Now.AddSeconds(span.End), Table.Now.AddSeconds(span.Update), span.IsTimeout);

    private static AlertSpan Span(JsonNode node) =>
        new(Table.Instant(node["startsAt"]), Table.Instant(node["endsAt"]), Table.Instant(node["updatedAt"]), node["timeout"]!.GetValue<bool>());
}
