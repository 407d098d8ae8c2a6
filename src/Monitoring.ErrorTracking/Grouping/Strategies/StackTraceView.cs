using Monitoring.ErrorTracking.Grouping.Components;
using Monitoring.ErrorTracking.Grouping.Frames;
using Monitoring.ErrorTracking.Grouping.Rules;
using Monitoring.ErrorTracking.Grouping.Rules.StackTraces;

namespace Monitoring.ErrorTracking.Grouping.Strategies;

/// <summary>The two views of a stack trace: its in-app frames, and all of its frames.</summary>
internal static class StackTraceView
{
    private const string NotInApp = "non app frame";
    private const string Recursion = "ignored due to recursion";
    private const string SingleUrl = "ignored single URL JavaScript frame";
    private const string SingleNonUrl = "ignored single non-URL JavaScript frame";

    public static Variants Of(Trace trace, GroupingScope scope) => new()
    {
        App = Build(trace, scope, inAppOnly: true),
        System = Build(trace, scope, inAppOnly: false),
    };

    private static FramesComponent Build(Trace trace, GroupingScope scope, bool inAppOnly)
    {
        var frames = new FrameContribution[trace.Frames.Length];
        for (var i = 0; i < frames.Length; i++)
        {
            frames[i] = inAppOnly && !trace.IsInApp(i) ? FrameContribution.Of(false, NotInApp)
                : i > 0 && trace.Frames[i].IsRecursionOf(trace.Frames[i - 1]) ? FrameContribution.Of(false, Recursion)
                : FrameContribution.Of(trace.Parts[i].Contributes, trace.Parts[i].IgnoredBecause);
        }

        IgnoreSingleFrame(trace, frames, scope);
        var ignored = trace.ApplyRules(frames);
        var component = new FramesComponent(trace.Parts, frames);
        if (!ignored.IsNone)
        {
            component.Ignore(ignored);
        }

        return component;
    }

    /// <summary>One frame without function is what browsers report when they know nothing.</summary>
    private static void IgnoreSingleFrame(Trace trace, FrameContribution[] frames, GroupingScope scope)
    {
        if (frames is not [{ Contributes: true }] || trace.Frames[0] is not { Family: FrameFamilies.JavaScript } frame || !string.IsNullOrEmpty(frame.Function))
        {
            return;
        }

        var isUrl = FramePaths.IsUrl(frame.Source.AbsolutePath);
        if (isUrl != scope.Configuration.IgnoresSingleFrameWithoutUrl)
        {
            frames[0] = FrameContribution.Of(false, isUrl ? SingleUrl : SingleNonUrl);
        }
    }
}
