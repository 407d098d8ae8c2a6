using System.Collections.Immutable;
using System.Text.Json;
using Monitoring.ErrorTracking.Json;

namespace Monitoring.ErrorTracking.Events.Reading;

/// <summary>Reads the HTTP request: each part in any of its spellings, and what one part says about another.</summary>
internal ref struct RequestReader
{
    private readonly EventScope _scope;
    private string? _method;
    private string? _url;
    private string? _fragment;
    private ImmutableArray<TextPair> _query = [];
    private ImmutableArray<TextPair> _headers = [];
    private ImmutableArray<TextPair> _cookies = [];
    private RawJson _data;
    private string? _contentType;
    private string? _decodedContentType;
    private RawJson _environment;

    private RequestReader(EventScope scope) => _scope = scope;

    public static RequestInfo? Read(ref JsonCursor json, EventScope scope)
    {
        if (!json.EnterObject())
        {
            scope.SkipUnexpected(ref json, "", "expected an object");
            return null;
        }

        var reader = new RequestReader(scope);
        while (json.NextProperty(out var name))
        {
            reader.ReadProperty(name, ref json);
        }

        return reader.Build();
    }

    private void ReadProperty(ReadOnlySpan<byte> name, ref JsonCursor json)
    {
        switch (name.Length)
        {
            case 3 when name.SequenceEqual("url"u8):
                _url = _scope.ReadText(ref json, "url", Limits.Unbounded);
                break;
            case 6 when name.SequenceEqual("method"u8):
                _method = ReadMethod(ref json);
                break;
            case 8 when name.SequenceEqual("fragment"u8):
                _fragment = _scope.ReadText(ref json, "fragment", Limits.Path);
                break;
            case 12 when name.SequenceEqual("query_string"u8):
                _query = ReadQuery(ref json);
                break;
            case 7 when name.SequenceEqual("headers"u8):
                _headers = ReadHeaders(ref json);
                break;
            case 7 when name.SequenceEqual("cookies"u8):
                _cookies = ReadCookies(ref json);
                break;
            case 4 when name.SequenceEqual("data"u8):
                ReadData(ref json);
                break;
            case 3 when name.SequenceEqual("env"u8):
                _environment = _scope.ReadRawObject(ref json, "env", Limits.RequestPart);
                break;
            case 21 when name.SequenceEqual("inferred_content_type"u8):
                _contentType = _scope.ReadName(ref json, "inferred_content_type", Limits.Path);
                break;
            default:
                json.Skip();
                break;
        }
    }

    private readonly string? ReadMethod(ref JsonCursor json)
    {
        var method = _scope.ReadName(ref json, "method", Limits.ShortName);
        if (string.IsNullOrEmpty(method))
        {
            return null;
        }

        if (method.All(letter => char.IsAsciiLetter(letter) || letter is '-' or '_'))
        {
            return method.ToUpperInvariant();
        }

        _scope.Report("method", EventProblemCodes.InvalidData, "expected the name of a method");
        return null;
    }

    private readonly ImmutableArray<TextPair> ReadQuery(ref JsonCursor json)
    {
        if (json.Kind == JsonValueKind.String)
        {
            return ParseQuery(_scope.ReadText(ref json, "query_string", Limits.Unbounded)!);
        }

        var pairs = new PairList(_scope, "query_string", Limits.QueryStringBytes);
        PairsReader.Read(ref json, _scope, "query_string", ref pairs);
        return pairs.ToImmutable();
    }

    private readonly ImmutableArray<TextPair> ParseQuery(string query)
    {
        var pairs = new PairList(_scope, "query_string", Limits.QueryStringBytes);
        foreach (var pair in FormText.ReadQuery(query.StartsWith('?') ? query[1..] : query))
        {
            pairs.Add(pair.Name, pair.Value);
            if (pairs.IsFull)
            {
                break;
            }
        }

        return pairs.ToImmutable();
    }

    private readonly ImmutableArray<TextPair> ReadHeaders(ref JsonCursor json)
    {
        var pairs = new PairList(_scope, "headers", Limits.HeaderBytes);
        PairsReader.Read(ref json, _scope, "headers", ref pairs);
        var headers = pairs.ToImmutable();
        return headers.All(header => HeaderNames.IsCapitalised(header.Name))
            ? headers
            : [.. headers.Select(header => header with { Name = HeaderNames.Capitalise(header.Name) })];
    }

    private readonly ImmutableArray<TextPair> ReadCookies(ref JsonCursor json)
    {
        if (json.Kind == JsonValueKind.String)
        {
            return ParseCookies(_scope.ReadText(ref json, "cookies", Limits.Unbounded)!);
        }

        var pairs = new PairList(_scope, "cookies", Limits.CookieBytes);
        PairsReader.Read(ref json, _scope, "cookies", ref pairs);
        return pairs.ToImmutable();
    }

    private readonly ImmutableArray<TextPair> ParseCookies(string cookies)
    {
        var pairs = new PairList(_scope, "cookies", Limits.CookieBytes);
        foreach (var pair in FormText.ReadCookies(cookies))
        {
            pairs.Add(pair.Name, pair.Value);
            if (pairs.IsFull)
            {
                break;
            }
        }

        return pairs.ToImmutable();
    }

    private void ReadData(ref JsonCursor json)
    {
        if (json.Kind != JsonValueKind.String)
        {
            _data = _scope.ReadRaw(ref json, "data", Limits.RequestPart);
            return;
        }

        var start = json;
        if (RequestBody.Decode(json.TakeText(), out _decodedContentType) is { HasValue: true } decoded)
        {
            var body = new JsonCursor(decoded.Utf8);
            _data = _scope.ReadRaw(ref body, "data", Limits.RequestPart);
            return;
        }

        _data = _scope.ReadRaw(ref start, "data", Limits.RequestPart);
    }

    private RequestInfo Build()
    {
        SplitUrl();
        TakeCookieHeader();
        var mediaType = _headers.FirstOrDefault(header => header.Name == "Content-Type").Value?.Split(';', 2)[0].Trim();
        return new RequestInfo
        {
            Method = _method,
            Url = _url,
            Fragment = _fragment,
            QueryString = _query,
            Headers = _headers,
            Cookies = _cookies,
            Data = _data,
            InferredContentType = _decodedContentType ?? _contentType ?? (_data.HasValue && !string.IsNullOrEmpty(mediaType) ? _scope.Cut("inferred_content_type", mediaType, Limits.Path) : null),
            Environment = _environment,
        };
    }

    private void SplitUrl()
    {
        if (_url is null)
        {
            return;
        }

        var url = UrlText.Split(_url, out var query, out var fragment);
        _url = _scope.Cut("url", url, Limits.Path);
        _fragment ??= fragment is null ? null : _scope.Cut("fragment", fragment, Limits.Path);
        if (_query.IsEmpty && !string.IsNullOrEmpty(query))
        {
            _query = ParseQuery(query);
        }
    }

    private void TakeCookieHeader()
    {
        foreach (var header in _headers)
        {
            if (header.Name == "Cookie" && _cookies.IsEmpty)
            {
                _cookies = ParseCookies(header.Value);
            }
        }

        if (!_cookies.IsEmpty)
        {
            _headers = _headers.RemoveAll(header => header.Name == "Cookie");
        }
    }
}
