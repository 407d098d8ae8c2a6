using Monitoring.ErrorTracking.Grouping.Configurations;
using Monitoring.TestData;

namespace Monitoring.ErrorTracking.Tests.Grouping.Parity;

/// <summary>Events of the field are grouped as the field groups them.</summary>
public sealed class GroupingParityTests(ITestOutputHelper output)
{
    private const double LeastVariants = 0.97;
    private const double LeastValues = 0.97;
    private const double LeastHashes = 0.95;

    [Theory]
    [InlineData(GroupingConfigurationIds.Newstyle2023)]
    [InlineData(GroupingConfigurationIds.Newstyle2026)]
    public void Recorded_events_are_grouped_as_they_were_recorded(string config)
    {
        var rows = ParityRow.ReadAll().Where(row => row.Config == config).Select(ParityComparison.Of).ToArray();

        foreach (var missed in rows.Where(row => !row.IsEqual))
        {
            output.WriteLine(missed.Describe());
        }

        Report("all", rows);
        Report("without masked text", [.. rows.Where(row => !row.Row.IsParameterized)]);
        Assert.True(Share(rows, row => row.HasEqualVariants) >= LeastVariants);
        Assert.True(Share(rows, row => row.HasEqualValues) >= LeastValues);
        Assert.True(Share(rows, row => row.HasEqualHashes) >= LeastHashes);
    }

    [Fact]
    public void Every_event_that_is_grouped_otherwise_is_listed_with_the_reason()
    {
        var missed = ParityRow.ReadAll().Select(ParityComparison.Of).Where(row => !row.IsEqual).Select(row => $"{row.Row.Config} {row.Row.Input}").ToArray();

        Assert.Equal(missed.Order(StringComparer.Ordinal), ListedMisses().Order(StringComparer.Ordinal));
    }

    private void Report(string name, ParityComparison[] rows) => output.WriteLine(
        $"{name}: {rows.Length} rows, variants {rows.Count(row => row.HasEqualVariants)}, values {rows.Count(row => row.HasEqualValues)}, hashes {rows.Count(row => row.HasEqualHashes)}");

    private static double Share(ParityComparison[] rows, Func<ParityComparison, bool> condition) => (double)rows.Count(condition) / rows.Length;

    /// <summary>The rows of the table of misses: config, input, reason.</summary>
    private static IEnumerable<string> ListedMisses() => File.ReadLines(Repository.File("docs", "grouping-parity.md"))
        .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
        .Where(cells => cells.Length >= 5 && cells[1].StartsWith("`newstyle:", StringComparison.Ordinal) && cells[2].StartsWith("`inputs/", StringComparison.Ordinal))
        .Select(cells =>
        {
            Assert.NotEmpty(cells[3]);
            return $"{cells[1].Trim('`')} {cells[2].Trim('`')}";
        });
}
