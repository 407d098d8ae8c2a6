using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Monitoring.Storage;

namespace Monitoring.AspNetCore.SentryApi.Issues;

/// <summary>How far each of several lists was read.</summary>
internal sealed class MergedCursor
{
    private const int MaxLength = 16 * 1024;
    private const string End = "!";

    private readonly Dictionary<ProjectId, string> _places = [];

    /// <exception cref="InvalidCursorException">The text is no such cursor.</exception>
    public static MergedCursor Read(string? text)
    {
        var cursor = new MergedCursor();
        if (text is null)
        {
            return cursor;
        }

        foreach (var line in Decode(text).Split('\n'))
        {
            if (line.Split(' ', 2) is not [var number, var place] || !ProjectId.TryParse(number, out var project) || !cursor._places.TryAdd(project, place))
            {
                throw new InvalidCursorException();
            }
        }

        return cursor;
    }

    public bool IsFinished(ProjectId project) => _places.GetValueOrDefault(project) == End;

    /// <summary>Where to go on, or <see langword="null"/> for the beginning.</summary>
    public string? Of(ProjectId project) => _places.GetValueOrDefault(project) is { Length: > 0 } place ? place : null;

    public void Set(ProjectId project, string? place) => _places[project] = place ?? "";

    public void Finish(ProjectId project) => _places[project] = End;

    /// <returns>The text, or <see langword="null"/> when every list is at its end.</returns>
    public string? Write(IEnumerable<ProjectId> projects) =>
        _places.Values.All(place => place == End) ? null
        : WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(string.Join('\n', projects.Select(project => $"{project} {_places[project]}"))));

    private static string Decode(string text)
    {
        try
        {
            return text.Length <= MaxLength ? Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(text)) : throw new InvalidCursorException();
        }
        catch (FormatException)
        {
            throw new InvalidCursorException();
        }
    }
}
