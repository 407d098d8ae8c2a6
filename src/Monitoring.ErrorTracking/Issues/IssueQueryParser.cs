using System.Collections.Immutable;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Issues;

/// <summary>Turns the text of a search into a condition, or says what is wrong with it and where.</summary>
internal static class IssueQueryParser
{
    private const int MaxLength = 1000;
    private const int MaxTerms = 50;

    /// <summary>Reads a search.</summary>
    /// <param name="text">The text.</param>
    /// <param name="filter">The condition; <see langword="null"/> when every issue matches.</param>
    /// <returns>What is wrong, with the position from 1 on; <see langword="null"/> when nothing is.</returns>
    public static string? Parse(string? text, out IssueFilter? filter)
    {
        filter = null;
        if (text is null)
        {
            return null;
        }

        if (text.Length > MaxLength)
        {
            return $"The search is longer than {MaxLength} characters.";
        }

        var terms = ImmutableArray.CreateBuilder<IssueFilter>();
        var rest = new IssueQueryScanner(text);
        while (rest.TryRead(out var term))
        {
            if (terms.Count == MaxTerms)
            {
                return $"The search has more than {MaxTerms} terms.";
            }

            var problem = term.Problem ?? Parse(term, out filter);
            if (problem is not null)
            {
                filter = null;
                return $"{problem} (position {term.Position + 1})";
            }

            terms.Add(term.IsNegated ? new IssueFilter.Not { Filter = filter! } : filter!);
        }

        filter = terms.Count switch
        {
            0 => null,
            1 => terms[0],
            _ => new IssueFilter.All { Filters = terms.ToImmutable() },
        };
        return null;
    }

    private static string? Parse(IssueQueryTerm term, out IssueFilter? filter)
    {
        filter = null;
        if (term.Key is null)
        {
            filter = new IssueFilter.ContainsText { Text = term.Value };
            return null;
        }

        if (term.Value.Length == 0)
        {
            return $"'{term.Key}:' needs a value.";
        }

        filter = term.Key switch
        {
            "is" => Status(term.Value),
            "level" => Level(term.Value),
            "environment" => new IssueFilter.InEnvironment { Environment = term.Value },
            "release" => new IssueFilter.InRelease { Release = term.Value },
            "service" => new IssueFilter.InService { Service = term.Value },
            _ => null,
        };
        return filter is not null ? null : term.Key switch
        {
            "is" => "'is:' takes unresolved, resolved or ignored.",
            "level" => "'level:' takes debug, info, warning, error or fatal.",
            _ => $"'{term.Key}' cannot be searched for; use is, level, environment, release or service, or put text with a colon in quotes.",
        };
    }

    private static IssueFilter.HasStatus? Status(string value) => value.ToLowerInvariant() switch
    {
        "unresolved" => new() { Status = IssueStatus.Unresolved },
        "resolved" => new() { Status = IssueStatus.Resolved },
        "ignored" => new() { Status = IssueStatus.Ignored },
        _ => null,
    };

    private static IssueFilter.HasLevel? Level(string value) => value.ToLowerInvariant() switch
    {
        "debug" => new() { Level = ErrorLevel.Debug },
        "info" => new() { Level = ErrorLevel.Info },
        "warning" => new() { Level = ErrorLevel.Warning },
        "error" => new() { Level = ErrorLevel.Error },
        "fatal" => new() { Level = ErrorLevel.Fatal },
        _ => null,
    };
}
