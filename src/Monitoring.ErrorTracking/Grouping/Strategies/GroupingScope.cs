using Monitoring.ErrorTracking.Events;
using Monitoring.ErrorTracking.Grouping.Configurations;
using Monitoring.ErrorTracking.Grouping.Frames;
using Monitoring.ErrorTracking.Grouping.Parameterization;
using Monitoring.ErrorTracking.Grouping.Rules;

namespace Monitoring.ErrorTracking.Grouping.Strategies;

/// <summary>What the strategies share while one event is grouped.</summary>
internal sealed class GroupingScope(ErrorEvent errorEvent, GroupingConfiguration configuration, GroupingRules rules, FrameTexts texts)
{
    private readonly Dictionary<StackTrace, Trace> _traces = new(ReferenceEqualityComparer.Instance);

    /// <summary>For an event that something else groups.</summary>
    public static GroupingScope Plain(ErrorEvent errorEvent) => new(errorEvent, GroupingConfigurations.Monitoring2026, GroupingRules.None, FrameTexts.None);

    public ErrorEvent Event { get; } = errorEvent;

    public GroupingConfiguration Configuration { get; } = configuration;

    public GroupingRules Rules { get; } = rules;

    /// <summary>What was derived from the texts of frames before.</summary>
    public FrameTexts Texts { get; } = texts;

    /// <summary>What all rules together may cost.</summary>
    public RuleBudget Budget { get; } = new();

    /// <summary>The exception of a group that stands for all of it; null when it is the last, as always.</summary>
    public int? MainExceptionId { get; set; }

    /// <summary>A trace with its frames marked by the rules; the same one each time.</summary>
    public Trace TraceOf(StackTrace source, ExceptionInfo? exception)
    {
        if (!_traces.TryGetValue(source, out var trace))
        {
            trace = new Trace(source, exception, this);
            _traces.Add(source, trace);
        }

        return trace;
    }

    public string Mask(string text) => MessageParameterizer.Parameterize(text, Configuration.Masking);
}
