using System.Text.Json;
using System.Text.Json.Serialization;

namespace Monitoring.Tests;

public sealed partial class IdJsonConverterTests
{
    private static readonly Ids Full = new()
    {
        Project = new ProjectId(7),
        Issue = new IssueId(long.MaxValue),
        Event = new EventId(new Guid("0123456789abcdef0123456789abcdef")),
        Entity = new EntityId(new Guid("0123456789abcdef0123456789abcdef")),
        Key = PublicKey.TryParse("key_1", out var key) ? key : default,
        Hash = GroupingHash.TryParse("00ff00ff00ff00ff00ff00ff00ff00ff", out var hash) ? hash : default,
        Counts = new() { [new IssueId(3)] = 4 },
    };

    [Fact]
    public void Write_EachId_IsItsText()
    {
        Assert.Equal(
            """{"Project":"7","Issue":"9223372036854775807","Event":"0123456789abcdef0123456789abcdef","Entity":"01234567-89ab-cdef-0123-456789abcdef","Key":"key_1","Hash":"00ff00ff00ff00ff00ff00ff00ff00ff","Counts":{"3":4}}""",
            JsonSerializer.Serialize(Full, IdsJson.Default.Ids));
    }

    [Fact]
    public void Read_WhatWasWritten_IsEqual()
    {
        var read = JsonSerializer.Deserialize(JsonSerializer.Serialize(Full, IdsJson.Default.Ids), IdsJson.Default.Ids)!;

        Assert.Equal(Full with { Counts = read.Counts }, read);
        Assert.Equal(Full.Counts, read.Counts);
    }

    [Fact]
    public void Default_IsAnEmptyTextBothWays()
    {
        var json = JsonSerializer.Serialize(new Ids(), IdsJson.Default.Ids);

        Assert.StartsWith("""{"Project":"","Issue":"","Event":"","Entity":"","Key":"","Hash":"",""", json, StringComparison.Ordinal);
        Assert.Equal(default, JsonSerializer.Deserialize(json, IdsJson.Default.Ids)!.Event);
    }

    [Theory]
    [InlineData("""{"Project":7}""")]
    [InlineData("""{"Project":null}""")]
    [InlineData("""{"Project":"-7"}""")]
    [InlineData("""{"Issue":"x"}""")]
    [InlineData("""{"Event":"0"}""")]
    [InlineData("""{"Entity":{}}""")]
    [InlineData("""{"Key":"a b"}""")]
    [InlineData("""{"Hash":"zz"}""")]
    [InlineData("""{"Counts":{"x":1}}""")]
    public void Read_WhatIsNoId_IsRefused(string json) => Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(json, IdsJson.Default.Ids));

    public sealed record Ids
    {
        public ProjectId Project { get; init; }

        public IssueId Issue { get; init; }

        public EventId Event { get; init; }

        public EntityId Entity { get; init; }

        public PublicKey Key { get; init; }

        public GroupingHash Hash { get; init; }

        public Dictionary<IssueId, int> Counts { get; init; } = [];
    }

    [JsonSerializable(typeof(Ids))]
    internal sealed partial class IdsJson : JsonSerializerContext;
}
