using Monitoring.ErrorTracking.Grouping.Components;
using Monitoring.ErrorTracking.Grouping.Frames;
using Monitoring.ErrorTracking.Grouping.Rules;

namespace Monitoring.ErrorTracking.Grouping.Strategies;

/// <summary>The two views of a stack trace: its in-app frames, and all of its frames.</summary>
internal static class StackTraceView
{
    private static readonly Hint NotInApp = Hint.Of("non app frame");
    private static readonly Hint Recursion = Hint.Of("ignored due to recursion");
    private static readonly Hint SingleUrl = Hint.Of("ignored single URL JavaScript frame");
    private static readonly Hint SingleNonUrl = Hint.Of("ignored single non-URL JavaScript frame");

    public static Variants Of(Trace trace, GroupingScope scope) => new()
    {
        App = Build(trace, scope, inAppOnly: true),
        System = Build(trace, scope, inAppOnly: false),
    };

    private static Branch Build(Trace trace, GroupingScope scope, bool inAppOnly)
    {
        var frames = new FrameComponent[trace.Frames.Length];
        for (var i = 0; i < frames.Length; i++)
        {
            var component = new FrameComponent(trace.PartsOf(i));
            if (inAppOnly && !trace.IsInApp(i))
            {
                component.Ignore(NotInApp);
            }
            else if (i > 0 && trace.Frames[i].IsRecursionOf(trace.Frames[i - 1]))
            {
                component.Ignore(Recursion);
            }

            frames[i] = component;
        }

        IgnoreSingleFrame(trace, frames, scope);
        var ignored = trace.ApplyRules(frames);
        var branch = new Branch(ComponentIds.StackTrace, frames);
        if (!ignored.IsNone)
        {
            branch.Ignore(ignored);
        }

        return branch;
    }

    /// <summary>One frame without function is what browsers report when they know nothing.</summary>
    private static void IgnoreSingleFrame(Trace trace, FrameComponent[] frames, GroupingScope scope)
    {
        if (frames is not [{ Contributes: true } only] || trace.Frames[0] is not { Family: FrameFamilies.JavaScript } frame || !string.IsNullOrEmpty(frame.Function))
        {
            return;
        }

        var isUrl = FramePaths.IsUrl(frame.Source.AbsolutePath);
        if (isUrl != scope.Configuration.IgnoresSingleFrameWithoutUrl)
        {
            only.Ignore(isUrl ? SingleUrl : SingleNonUrl);
        }
    }
}
