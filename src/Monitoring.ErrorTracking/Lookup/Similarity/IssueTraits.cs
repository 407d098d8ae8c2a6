using System.Collections.Frozen;
using System.Collections.Immutable;
using Monitoring.ErrorTracking.Grouping.Parameterization;
using Monitoring.ErrorTracking.Searching;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Lookup.Similarity;

/// <summary>What issues are compared by.</summary>
internal sealed record IssueTraits
{
    /// <summary>The types of the exceptions, the cause first.</summary>
    public required ImmutableArray<string> Types { get; init; }

    /// <summary>The frames with their places, the one of the crash at 0.</summary>
    public required FrozenDictionary<string, int> Frames { get; init; }

    /// <summary>The words of the message in lower case; what changes is masked.</summary>
    public required FrozenSet<string> Words { get; init; }

    public static IssueTraits Of(IssueRow row) => Of(row.SearchText, row.Title);

    /// <summary>The traits of a search text; a title stands in for a message that is missing.</summary>
    public static IssueTraits Of(string searchText, string title)
    {
        var text = IssueText.Read(searchText);
        var masked = MessageParameterizer.Mask(text.Message.Length > 0 ? text.Message : title, MaskingMode.Extended).ToLowerInvariant();
        return new IssueTraits
        {
            Types = text.Types,
            Frames = text.Frames.Select((frame, place) => KeyValuePair.Create(frame, place)).ToFrozenDictionary(StringComparer.Ordinal),
            Words = WordsOf(masked).ToFrozenSet(StringComparer.Ordinal),
        };
    }

    /// <summary>Runs of letters. Digits are what masking has left over: they tell nothing.</summary>
    private static IEnumerable<string> WordsOf(string text)
    {
        for (var start = 0; start < text.Length;)
        {
            if (!char.IsLetter(text[start]))
            {
                start++;
                continue;
            }

            var end = start + 1;
            while (end < text.Length && char.IsLetter(text[end]))
            {
                end++;
            }

            yield return text[start..end];
            start = end;
        }
    }
}
