using System.Text;
using System.Text.Json.Nodes;
using Monitoring.ErrorTracking.Minidumps;

namespace Monitoring.ErrorTracking.Tests.Minidumps;

public sealed class MinidumpEventTests
{
    [Fact]
    public void Write_ADumpAlone_IsAFatalNativeEventNamedAfterTheException()
    {
        var json = Write([]);

        Assert.Equal(("native", "fatal", 1_795_348_800L), ((string?)json["platform"], (string?)json["level"], (long)json["timestamp"]!));
        var exception = json["exception"]!["values"]![0]!;
        Assert.Equal(("EXCEPTION_ACCESS_VIOLATION", "Crash in shop.dll+0x1234", "4711"), ((string?)exception["type"], (string?)exception["value"], (string?)exception["thread_id"]));
        Assert.False((bool)exception["mechanism"]!["handled"]!);
        Assert.Equal(("Windows", "x86_64"), ((string?)json["contexts"]!["os"]!["name"], (string?)json["contexts"]!["device"]!["arch"]));
        Assert.Equal("shop.exe", (string?)json["debug_meta"]!["images"]![0]!["code_file"]);
    }

    [Fact]
    public void Write_FieldsOfAForm_GoWhereTheySay()
    {
        var json = Write(
        [
            new("sentry___initialScope", """{"release":"shop@1","tags":{"scope":"yes","region":"nowhere"},"level":"error"}"""),
            new("sentry__2", """nt":"staging"}"""), new("sentry__1", """{"environme"""),
            new("sentry[tags][region]", "eu-west"), new("sentry[user][id]", "42"), new("comment", "it broke"),
            new("sentry[tags][]", "nameless"), new("sentryx", "y"), new("sentry[" + string.Join("][", Enumerable.Repeat("a", 50)) + "]", "deep"),
        ]);

        Assert.Equal(("shop@1", "staging", "error"), ((string?)json["release"], (string?)json["environment"], (string?)json["level"]));
        Assert.Equal(("yes", "eu-west", "42"), ((string?)json["tags"]!["scope"], (string?)json["tags"]!["region"], (string?)json["user"]!["id"]));
        Assert.Equal("it broke", (string?)json["extra"]!["comment"]);
        Assert.Null(json["a"]);
    }

    [Fact]
    public void Write_AnEventBesideTheDump_KeepsWhatItSays()
    {
        var json = Write([new("sentry[release]", "form@1")], """{"release":"event@2","exception":{"values":[{"type":"Own","value":"word"}]},"contexts":{"os":{"name":"ReactOS"}}}""");

        Assert.Equal(("event@2", "Own", "ReactOS"), ((string?)json["release"], (string?)json["exception"]!["values"]![0]!["type"], (string?)json["contexts"]!["os"]!["name"]));
    }

    [Theory]
    [InlineData("{broken")]
    [InlineData("[1]")]
    [InlineData("""{"a":1,"a":2}""")]
    public void Write_AnEventThatCannotBeRead_IsLeftAsItIs(string json) =>
        Assert.Equal(json, Encoding.UTF8.GetString(MinidumpEvent.Write(MinidumpReader.Read(DumpBuilder.Crash())!, [], Encoding.UTF8.GetBytes(json)).Span));

    [Theory]
    [InlineData("{broken")]
    [InlineData("""{"tags":{"a":1,"a":2}}""")]
    [InlineData("7")]
    public void Write_AFieldThatCannotBeRead_IsPassedOver(string field) => Assert.Equal("native", (string?)Write([new("sentry", field)])["platform"]);

    private static JsonNode Write(IReadOnlyList<KeyValuePair<string, string>> fields, string json = "") =>
        JsonNode.Parse(MinidumpEvent.Write(MinidumpReader.Read(DumpBuilder.Crash())!, fields, Encoding.UTF8.GetBytes(json)).Span)!;
}
