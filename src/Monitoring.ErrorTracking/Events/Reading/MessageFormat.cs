using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Monitoring.ErrorTracking.Json;

namespace Monitoring.ErrorTracking.Events.Reading;

/// <summary>
/// Puts values into a message template, for senders that leave it to the receiver: <c>%s</c>, <c>%(name)d</c> and the like when the template has a
/// percent sign, else <c>{}</c>, <c>{0}</c> and <c>{name}</c>.
/// </summary>
internal static class MessageFormat
{
    /// <summary>Beyond these bounds the template has to say enough; each placeholder costs a look through the values.</summary>
    private const int MaxLength = 64 * 1024;
    private const int MaxParameters = 64 * 1024;
    private const int MaxPlaceholders = 64;

    private static readonly SearchValues<char> Conversions = SearchValues.Create("sdifuxXoOeEgGcraj");

    /// <summary>The text; null when the template and the values do not fit each other.</summary>
    public static string? Format(string template, RawJson parameters)
    {
        if (parameters.Utf8.Length > MaxParameters || template.AsSpan().Count('%') > 2 * MaxPlaceholders || template.AsSpan().Count('{') > 2 * MaxPlaceholders)
        {
            return null;
        }

        if (template.Contains('%', StringComparison.Ordinal))
        {
            return FormatPercent(template, parameters);
        }

        return template.Contains('{', StringComparison.Ordinal) ? FormatBraces(template, parameters) : null;
    }

    private static string? FormatPercent(string template, RawJson parameters)
    {
        var text = new StringBuilder();
        var next = 0;
        for (var i = 0; i < template.Length; i++)
        {
            if (template[i] != '%')
            {
                text.Append(template[i]);
                continue;
            }

            if (++i < template.Length && template[i] == '%')
            {
                text.Append('%');
                continue;
            }

            var name = TakeName(template, ref i);
            i = SkipFlags(template, i);
            if (i >= template.Length || !Conversions.Contains(template[i]) || Find(parameters, name, ref next) is not { } value || text.Length > MaxLength)
            {
                return null;
            }

            text.Append(value);
        }

        return text.ToString();
    }

    private static string? TakeName(string template, ref int position)
    {
        if (position >= template.Length || template[position] != '(')
        {
            return null;
        }

        var end = template.IndexOf(')', position);
        if (end < 0)
        {
            return null;
        }

        var name = template[(position + 1)..end];
        position = end + 1;
        return name;
    }

    private static int SkipFlags(string template, int position)
    {
        while (position < template.Length && (char.IsAsciiDigit(template[position]) || template[position] is '#' or '-' or '+' or '.'))
        {
            position++;
        }

        return position;
    }

    private static string? FormatBraces(string template, RawJson parameters)
    {
        var text = new StringBuilder();
        var next = 0;
        for (var i = 0; i < template.Length; i++)
        {
            if (template[i] is '{' or '}' && i + 1 < template.Length && template[i + 1] == template[i])
            {
                text.Append(template[i++]);
                continue;
            }

            if (template[i] != '{')
            {
                text.Append(template[i]);
                continue;
            }

            var end = template.IndexOf('}', i);
            if (end < 0 || Find(parameters, template[(i + 1)..end], ref next) is not { } value || text.Length > MaxLength)
            {
                return null;
            }

            text.Append(value);
            i = end;
        }

        return text.ToString();
    }

    /// <summary>A value by name or number, or the next one when there is neither.</summary>
    private static string? Find(RawJson parameters, string? name, ref int next)
    {
        if (parameters.Kind == JsonValueKind.Object)
        {
            return string.IsNullOrEmpty(name) ? null : TextOf(JsonObjects.Find(parameters, name));
        }

        var index = next;
        if (string.IsNullOrEmpty(name))
        {
            next++;
        }
        else if (!int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out index))
        {
            return null;
        }

        var json = new JsonCursor(parameters.Utf8);
        json.EnterArray();
        while (json.NextElement())
        {
            if (index-- == 0)
            {
                return TextOf(json.TakeRaw(out _));
            }

            json.Skip();
        }

        return null;
    }

    private static string? TextOf(RawJson value)
    {
        if (value.Kind != JsonValueKind.String)
        {
            return value.HasValue ? value.ToString() : null;
        }

        var raw = new JsonCursor(value.Utf8).TakeString(out var escaped);
        return JsonText.Decode(raw, escaped);
    }
}
