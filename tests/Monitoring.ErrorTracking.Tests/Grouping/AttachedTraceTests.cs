using System.Collections.Immutable;
using Monitoring.ErrorTracking.Grouping;
using Monitoring.ErrorTracking.Grouping.Configurations;
using Monitoring.ErrorTracking.Tests.Events;

namespace Monitoring.ErrorTracking.Tests.Grouping;

/// <summary>Traces that SDKs attach to messages. Those without an in-app frame show how the framework happened to call, such as inline or from its queue.</summary>
public sealed class AttachedTraceTests
{
    private const string Inline = """{"function":"KestrelConnection.ExecuteAsync","in_app":false},{"function":"Logger.Log","in_app":false}""";
    private const string Queued = """{"function":"ThreadPoolWorkQueue.Dispatch","in_app":false},{"function":"Logger.Log","in_app":false}""";
    private const string Own = """{"function":"Stock.Check","in_app":true}""";

    [Theory]
    [InlineData("""{"threads":{"values":[{"current":true,"stacktrace":{"frames":[FRAMES]}}]}}""")]
    [InlineData("""{"stacktrace":{"frames":[FRAMES]}}""")]
    public void Foreign_frames_do_not_divide_a_message(string attached)
    {
        var one = With(attached, Inline, "stock is low");

        Assert.Equal(Hashes(one), Hashes(With(attached, Queued, "stock is low")));
        Assert.NotEqual(Hashes(one), Hashes(With(attached, Inline, "stock is gone")));
        Assert.NotEqual(Hashes(one, GroupingConfigurationIds.Newstyle2026), Hashes(With(attached, Queued, "stock is low"), GroupingConfigurationIds.Newstyle2026));
    }

    [Fact]
    public void Own_frames_still_decide()
    {
        const string Attached = """{"stacktrace":{"frames":[FRAMES]}}""";

        Assert.Equal(Hashes(With(Attached, Own, "stock is low")), Hashes(With(Attached, Own, "stock is gone")));
        Assert.NotEqual(Hashes(With(Attached, Own, "stock is low")), Hashes(With(Attached, Inline, "stock is low")));
    }

    [Fact]
    public void Without_a_message_foreign_frames_are_all_there_is()
    {
        const string Attached = """{"stacktrace":{"frames":[FRAMES]}}""";

        Assert.NotEqual(Hashes(With(Attached, Inline, "")), Hashes(With(Attached, Queued, "")));
    }

    private static string With(string attached, string frames, string message) =>
        attached.Replace("FRAMES", frames, StringComparison.Ordinal).Insert(1, $"\"platform\":\"csharp\",\"message\":\"{message}\",");

    private static ImmutableArray<GroupingHash> Hashes(string json, string configuration = GroupingConfigurationIds.Default) =>
        Strategies.Named(configuration).Group(Normalized.Of(json), GroupingRules.None).Hashes;
}
