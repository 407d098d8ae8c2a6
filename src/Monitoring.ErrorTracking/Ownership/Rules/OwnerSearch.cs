using System.Collections.Immutable;
using Monitoring.ErrorTracking.Events;
using Monitoring.ErrorTracking.SourceContext;

namespace Monitoring.ErrorTracking.Ownership.Rules;

/// <summary>Finds the last rule that fits an event.</summary>
internal static class OwnerSearch
{
    private const int MaxFrames = 250;

    /// <summary>How often all patterns together compare a character for an event.</summary>
    private const long MaxComparisons = 1_000_000;

    private static readonly IssueOwners Nobody = new() { Owners = [] };

    /// <summary>Finds the owners of an event.</summary>
    /// <param name="rules">The rules; a later one wins.</param>
    /// <param name="errorEvent">The event.</param>
    /// <param name="mappings">Where files lie in the repository, whose paths CODEOWNERS means.</param>
    public static IssueOwners Find(ImmutableArray<OwnerRule> rules, ErrorEvent errorEvent, ImmutableArray<CodeMapping> mappings)
    {
        var frames = FramesOf(errorEvent).Take(MaxFrames).ToArray();
        var paths = frames.SelectMany(frame => PathsOf(frame, mappings)).Distinct(StringComparer.Ordinal).ToArray();
        var modules = frames.Select(frame => frame.Module).OfType<string>().Distinct(StringComparer.Ordinal).ToArray();
        string[] urls = errorEvent.Request?.Url is { } url ? [url] : [];
        var room = MaxComparisons;
        for (var i = rules.Length - 1; i >= 0; i--)
        {
            var rule = rules[i];
            var candidates = rule.Matcher switch
            {
                OwnerMatcher.Path => paths,
                OwnerMatcher.Module => modules,
                OwnerMatcher.Url => urls,
                _ => [.. errorEvent.Tags.Where(tag => tag.Key == rule.Tag).Select(tag => tag.Value)],
            };
            foreach (var candidate in candidates)
            {
                if (rule.Pattern.IsMatch(candidate, ref room))
                {
                    return new IssueOwners { Owners = rule.Owners, Rule = rule.Text, Line = rule.Line, IsCodeOwners = rule.IsCodeOwners, Matched = candidate };
                }
            }
        }

        return Nobody;
    }

    /// <summary>The frames of the application, those nearest to the error first; all frames when the SDK marks none.</summary>
    private static IEnumerable<StackFrame> FramesOf(ErrorEvent errorEvent)
    {
        var traces = errorEvent.Exceptions.Reverse().Select(exception => exception.StackTrace)
            .Append(errorEvent.StackTrace)
            .Concat(errorEvent.Threads.Select(thread => thread.StackTrace));
        var frames = traces.OfType<StackTrace>().SelectMany(trace => trace.Frames.Reverse()).ToArray();
        return frames.Any(frame => frame.InApp == true) ? frames.Where(frame => frame.InApp == true) : frames;
    }

    /// <summary>The path as the repository has it, if a mapping fits, and as the frame tells it.</summary>
    private static IEnumerable<string> PathsOf(StackFrame frame, ImmutableArray<CodeMapping> mappings)
    {
        if (RepositoryPaths.Find(mappings, frame) is var (_, inRepository))
        {
            yield return inRepository;
        }

        foreach (var path in new[] { frame.FileName, frame.AbsolutePath })
        {
            if (path is { Length: > 0 })
            {
                yield return path.Replace('\\', '/');
            }
        }
    }
}
