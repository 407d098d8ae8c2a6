using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Monitoring.TestData;

namespace Monitoring.EndToEnd.Tests.Api;

/// <summary>The product API of a host, as its JSON says it: no type of the product is shared with the tests.</summary>
internal sealed class ProductApi : IDisposable
{
    private readonly HttpClient _client;

    public ProductApi(Uri host, string token)
    {
        _client = new HttpClient { BaseAddress = new Uri(host, "/monitoring/api/v1/"), Timeout = Eventually.Patience };
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    /// <summary>An event by its id, or null when there is none.</summary>
    public async Task<JsonObject?> FindEventAsync(string eventId)
    {
        using var response = await _client.GetAsync($"events/{eventId}");
        if (response.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }

        return await ReadObjectAsync(response);
    }

    public async Task<JsonObject> GetEventAsync(string eventId)
    {
        var found = await FindEventAsync(eventId);
        Assert.True(found is not null, $"there is no event {eventId}");
        return found;
    }

    /// <summary>The bytes that <c>?raw=true</c> answers.</summary>
    public Task<byte[]> GetRawEventAsync(string eventId) => GetBytesAsync($"events/{eventId}?raw=true");

    public async Task<byte[]> GetBytesAsync(string path)
    {
        using var response = await _client.GetAsync(path);
        Assert.True(response.IsSuccessStatusCode, $"GET {response.RequestMessage?.RequestUri} answered {(int)response.StatusCode}");
        return await response.Content.ReadAsByteArrayAsync();
    }

    public Task<JsonObject> GetIssueAsync(string issueId) => GetAsync($"issues/{issueId}");

    /// <summary>All items of a list, page by page.</summary>
    public async Task<IReadOnlyList<JsonObject>> ListAsync(string path, int pageLimit = 1000)
    {
        var items = new List<JsonObject>();
        string? cursor = null;
        for (var page = 0; page < pageLimit; page++)
        {
            var separator = path.Contains('?', StringComparison.Ordinal) ? '&' : '?';
            var answer = await GetAsync($"{path}{separator}limit=100{(cursor is null ? string.Empty : $"&cursor={Uri.EscapeDataString(cursor)}")}");
            items.AddRange(answer["items"]!.AsArray().Select(item => item!.AsObject()));
            cursor = (string?)answer["next"];
            if (cursor is null)
            {
                return items;
            }
        }

        throw new InvalidOperationException($"{path} has more than {pageLimit} pages.");
    }

    public Task<IReadOnlyList<JsonObject>> ListIssuesAsync() => ListAsync("projects/1/issues?query=");

    /// <summary>How many outcomes of a kind were counted in project 1.</summary>
    /// <param name="outcome">Such as <c>accepted</c> or <c>invalid</c>.</param>
    /// <param name="reason">Null for any.</param>
    /// <param name="category">Null for any.</param>
    public async Task<long> CountOutcomesAsync(string outcome, string? reason = null, string? category = null)
    {
        var rows = await ListAsync("projects/1/outcomes");
        return rows
            .Where(row => (string?)row["outcome"] == outcome)
            .Where(row => reason is null || (string?)row["reason"] == reason)
            .Where(row => category is null || (string?)row["category"] == category)
            .Sum(row => (long)row["count"]!);
    }

    public async Task<JsonObject> GetAsync(string path)
    {
        using var response = await _client.GetAsync(path);
        return await ReadObjectAsync(response);
    }

    /// <summary>Sets what stands at a path.</summary>
    public async Task PutAsync(string path, string json)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        using var response = await _client.PutAsync(path, content);
        await ReadObjectAsync(response);
    }

    /// <summary>Sends a command and reads its answer.</summary>
    public async Task<JsonObject> SendAsync(HttpMethod method, string path, string? json = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json") };
        using var response = await _client.SendAsync(request);
        return await ReadObjectAsync(response);
    }

    public async Task DeleteAsync(string path)
    {
        using var response = await _client.DeleteAsync(path);
        Assert.True(response.StatusCode == HttpStatusCode.NoContent, $"DELETE {path} answered {(int)response.StatusCode}");
    }

    public void Dispose() => _client.Dispose();

    private static async Task<JsonObject> ReadObjectAsync(HttpResponseMessage response)
    {
        if (!response.IsSuccessStatusCode)
        {
            Assert.Fail($"{response.RequestMessage?.Method} {response.RequestMessage?.RequestUri} answered {(int)response.StatusCode}: {await response.Content.ReadAsStringAsync()}");
        }

        return (await response.Content.ReadFromJsonAsync<JsonObject>())!;
    }
}
