using Monitoring.ErrorTracking.Events;
using Monitoring.ErrorTracking.Events.Reading;
using Monitoring.ErrorTracking.Envelopes;
using Monitoring.ErrorTracking.Grouping;
using Monitoring.ErrorTracking.Grouping.Configurations;
using Monitoring.ErrorTracking.Grouping.Inspection;
using Monitoring.TestData;
using Monitoring.TestData.Envelopes;

namespace Monitoring.ErrorTracking.Tests.Grouping;

/// <summary>
/// The errors that SDKs reported in their own test programs: a family is one error, reported by one program on several runs, with other ids, or by several
/// versions of an SDK. Each is one issue, and no two are the same.
/// </summary>
public sealed class ErrorFamilyTests
{
    private const string Directory = "envelopes/captured/";

    private static readonly EventNormalizer Normalizer = new(64 * 1024 * 1024);

    // Every other recording is a family of its own. Where two errors stand in one line here they have the same trace, as the programs throw both in one line of
    // one function; traces go before texts.
    private static readonly string[] Families =
    [
        "dotnet-6.12.1-03 dotnet-6.12.1b-03",
        "dotnet-6.12.1-05 dotnet-6.12.1b-05",
        "dotnet-6.12.1-07 dotnet-6.12.1b-07",
        "node-10.78.0-07 node-5.30.0-01 node-7.120.4-11 node-8.55.2-06 node-9.47.2-06 ruby-5.3.0-01",
        "node-10.78.0-08 node-5.30.0-02 node-6.19.7-04 node-9.47.2-09",
        "node-10.78.0-11 node-11.12.0-09 node-5.30.0-09 node-7.120.4-14 node-9.47.2-10",
        "node-10.78.0-13 node-11.12.0-12 node-5.30.0-06 node-6.19.7-09 node-9.47.2-13",
        "node-10.78.0-14 node-11.12.0-13 node-6.19.7-10 node-7.120.4-06 node-8.55.2-11",
        "node-10.78.0-15 node-11.12.0-15 node-5.30.0-08 node-6.19.7-11",
        "node-10.78.0-18 node-10.78.0-19 node-11.12.0-18 node-5.30.0-10 node-5.30.0-11 node-6.19.7-13 node-6.19.7-14 node-7.120.4-15 node-7.120.4-16 node-8.55.2-18 node-9.47.2-17 node-9.47.2-18",
        "node-5.30.0-04 node-6.19.7-07 node-7.120.4-05 node-8.55.2-08 node-9.47.2-11",
        "node-5.30.0-05 node-6.19.7-06",
        "node-7.120.4-08 node-9.47.2-14",
        "node-7.120.4-10 node-9.47.2-16",
    ];

    [Fact]
    public void Each_family_is_one_issue_and_no_two_are_the_same()
    {
        var groups = new EventGroups();
        var recorded = Recorded();
        recorded.ForEach(recording => groups.Add(Strategies.Default.Group(recording.Event, GroupingRules.None).Hashes));

        var found = recorded.Select((recording, index) => (recording.Name, Group: groups.GroupOf(index)))
            .GroupBy(recording => recording.Group, recording => recording.Name)
            .Select(group => string.Join(' ', group.Distinct().Order(StringComparer.Ordinal)))
            .Where(group => group.Contains(' ', StringComparison.Ordinal));

        Assert.Equal(string.Join('\n', Families.Order(StringComparer.Ordinal)), string.Join('\n', found.Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void The_default_is_the_products_own_configuration() => Assert.Equal(GroupingConfigurationIds.Monitoring2026, Strategies.Default.Id);

    private static List<(string Name, ErrorEvent Event)> Recorded() =>
    [
        .. from payload in CorpusPayloads.All
           where payload.Path.StartsWith(Directory, StringComparison.Ordinal)
           from json in EventsOf(payload)
           let read = Normalizer.Normalize(json, Some.Receipt()).Event
           where read is not null && read.Type is not (EventTypes.Transaction or EventTypes.Feedback)
           select (payload.Path[Directory.Length..^".body".Length], read),
    ];

    private static IEnumerable<ReadOnlyMemory<byte>> EventsOf(CorpusPayload payload) => payload.IsEnvelope
        ? EnvelopeReader.Read(payload.Decoded).Items.Where(item => item.Kind == EnvelopeItemKind.Event).Select(item => item.GetPayload())
        : [payload.Decoded];
}
