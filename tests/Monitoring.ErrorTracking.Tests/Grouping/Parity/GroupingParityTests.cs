using Monitoring.ErrorTracking.Grouping.Configurations;

namespace Monitoring.ErrorTracking.Tests.Grouping.Parity;

/// <summary>Events of the field are grouped as the field groups them.</summary>
public sealed class GroupingParityTests(ITestOutputHelper output)
{
    private const double LeastVariants = 0.95;
    private const double LeastValues = 0.65;
    private const double LeastHashes = 0.65;

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

    private void Report(string name, ParityComparison[] rows) => output.WriteLine(
        $"{name}: {rows.Length} rows, variants {rows.Count(row => row.HasEqualVariants)}, values {rows.Count(row => row.HasEqualValues)}, hashes {rows.Count(row => row.HasEqualHashes)}");

    private static double Share(ParityComparison[] rows, Func<ParityComparison, bool> condition) => (double)rows.Count(condition) / rows.Length;
}
