using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Monitoring.AspNetCore.Api;

/// <summary>
/// Reads the query of a call. Each read gives a value in any case; what is wrong is gathered in <see cref="Fault"/>, to be asked
/// for once after all reads.
/// </summary>
internal sealed class ApiQuery(IQueryCollection query)
{
    private const int DefaultLimit = 25;
    private const int MaxLimit = 100;

    private readonly List<string> _faults = [];

    /// <summary>What is wrong, or <see langword="null"/>.</summary>
    public ApiAnswer? Fault => _faults.Count == 0 ? null : Problem.BadRequest(string.Join(' ', _faults));

    public string? Cursor => Text("cursor");

    /// <summary>How many items, 1 to 100.</summary>
    public int Limit()
    {
        var text = Text("limit");
        if (text is null)
        {
            return DefaultLimit;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= MaxLimit)
        {
            return limit;
        }

        return Refuse("limit", text, "a number from 1 to 100", DefaultLimit);
    }

    public string? Text(string name) => query.TryGetValue(name, out var values) && values.ToString() is { Length: > 0 } text ? text : null;

    public bool Flag(string name) => Text(name) switch
    {
        null or "false" => false,
        "true" => true,
        var text => Refuse(name, text, "'true' or 'false'", false),
    };

    public DateTimeOffset Instant(string name, DateTimeOffset otherwise)
    {
        var text = Text(name);
        return text is null ? otherwise
            : InstantConverter.TryParse(text, out var instant) ? instant
            : Refuse(name, text, "an instant such as 2026-11-22T20:00:00Z (a '+' is written %2B)", otherwise);
    }

    /// <summary>One of several words.</summary>
    public T Choice<T>(string name, T otherwise, params ReadOnlySpan<(string Word, T Value)> choices)
    {
        var text = Text(name);
        if (text is null)
        {
            return otherwise;
        }

        foreach (var (word, value) in choices)
        {
            if (word == text)
            {
                return value;
            }
        }

        var words = new string[choices.Length];
        for (var i = 0; i < words.Length; i++)
        {
            words[i] = choices[i].Word;
        }

        return Refuse(name, text, "one of " + string.Join(", ", words), otherwise);
    }

    private T Refuse<T>(string name, string text, string expected, T otherwise)
    {
        _faults.Add($"{name}: '{Problem.Short(text)}' is not {expected}.");
        return otherwise;
    }
}
