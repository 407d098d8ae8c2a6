using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Monitoring.AspNetCore.Api;

namespace Monitoring.AspNetCore.GitLabApi;

/// <summary>The parameters of a call, which GitLab takes from the query, from a form and from JSON; what comes later wins.</summary>
internal sealed class GitLabParameters
{
    private readonly Dictionary<string, string?> _values = new(StringComparer.Ordinal);

    /// <returns>The parameters; null when the body cannot be read.</returns>
    public static GitLabParameters? Read(ApiCall call)
    {
        var parameters = new GitLabParameters();
        foreach (var (name, value) in call.Context.Request.Query)
        {
            parameters._values[name] = value.ToString();
        }

        if (call.Body.IsEmpty)
        {
            return parameters;
        }

        return MediaTypeHeaderValue.TryParse(call.Context.Request.ContentType, out var type) && type.MediaType.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase)
            ? parameters.ReadForm(call)
            : parameters.ReadJson(call.Body.Span);
    }

    /// <summary>A truth value, or a refusal of it in GitLab's words. A parameter that is not there is null, and refused when it must be there.</summary>
    public bool TryFlag(string name, bool isRequired, out bool? value, out ApiAnswer? problem)
    {
        value = null;
        problem = null;
        if (!_values.TryGetValue(name, out var text))
        {
            problem = isRequired ? GitLabAnswer.Error(StatusCodes.Status400BadRequest, $"{name} is missing") : null;
            return problem is null;
        }

        value = text switch
        {
            "true" or "1" or "t" or "on" => true,
            "false" or "0" or "f" or "off" => false,
            _ => null,
        };
        problem = value is null ? GitLabAnswer.Error(StatusCodes.Status400BadRequest, string.IsNullOrEmpty(text) ? $"{name} is empty" : $"{name} is invalid") : null;
        return problem is null;
    }

    private GitLabParameters? ReadForm(ApiCall call)
    {
        try
        {
            using var reader = new FormReader(System.Text.Encoding.UTF8.GetString(call.Body.Span)) { ValueCountLimit = 100 };
            foreach (var (name, value) in reader.ReadForm())
            {
                _values[name] = value.ToString();
            }

            return this;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private GitLabParameters? ReadJson(ReadOnlySpan<byte> body)
    {
        try
        {
            foreach (var (name, value) in JsonSerializer.Deserialize(body, GitLabJson.Default.DictionaryStringJsonElement) ?? [])
            {
                _values[name] = value.ValueKind switch
                {
                    JsonValueKind.True => "true",
                    JsonValueKind.False => "false",
                    JsonValueKind.Null => "",
                    JsonValueKind.String or JsonValueKind.Number => value.GetRawText().Trim('"'),
                    _ => "?",
                };
            }

            return this;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
