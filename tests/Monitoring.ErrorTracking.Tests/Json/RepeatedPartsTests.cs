using System.Globalization;
using System.Text;
using Monitoring.ErrorTracking.Json;

namespace Monitoring.ErrorTracking.Tests.Json;

public sealed class RepeatedPartsTests
{
    private static readonly string Head = new('a', 300);

    private readonly RepeatedParts<string> _parts = new();

    [Fact]
    public void A_part_is_found_from_the_third_time_on()
    {
        Assert.Null(Take(Part("x")));
        Learn(Part("x"));
        Assert.Null(Take(Part("x")));
        Learn(Part("x"));

        Assert.Equal(Part("x"), Take(Part("x")));
    }

    [Fact]
    public void Parts_that_begin_alike_are_told_apart()
    {
        var parts = Enumerable.Range(0, 20).Select(number => Part(new string('y', number), number.ToString(CultureInfo.InvariantCulture))).ToList();
        foreach (var part in parts)
        {
            Learn(part);
            Learn(part);
        }

        Assert.All(parts, part => Assert.Equal(part, Take(part)));
        Assert.Null(Take(Part("z")));
    }

    [Fact]
    public void What_follows_a_part_is_read_on()
    {
        Learn(Part("x"));
        Learn(Part("x"));
        var json = new JsonCursor(Encoding.UTF8.GetBytes($$"""{"frames":{{Part("x")}},"next":7}"""));
        json.EnterObject();
        json.NextProperty(out _);

        Assert.True(_parts.TryTake(ref json, out _));
        Assert.True(json.NextProperty(out var name));
        Assert.True(name.SequenceEqual("next"u8));
        Assert.True(json.TakeScalar().SequenceEqual("7"u8));
        Assert.False(json.NextProperty(out _));
        Assert.True(json.ReachedEnd());
    }

    [Fact]
    public void A_part_is_not_taken_where_it_is_nested_too_deeply()
    {
        var part = string.Concat(Enumerable.Repeat("[", 40)) + $"\"{Head}\"" + string.Concat(Enumerable.Repeat("]", 40));
        Learn(part);
        Learn(part);
        Assert.NotNull(Take(part));

        var json = new JsonCursor(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("[", 30)) + part + string.Concat(Enumerable.Repeat("]", 30))));
        for (var depth = 0; depth < 30; depth++)
        {
            json.EnterArray();
            json.NextElement();
        }

        Assert.False(_parts.TryTake(ref json, out _));
        json.Skip();
        Assert.Equal(JsonFault.TooDeep, json.Fault);
    }

    [Theory]
    [InlineData("[\"short\"]")]
    [InlineData("\"#\"")]
    [InlineData("[\"#\"")]
    [InlineData("[\"#\\ud800\"]")]
    [InlineData("[\"#\"]]")]
    public void What_is_short_no_container_or_no_sound_JSON_is_not_remembered(string text)
    {
        var part = text.Replace("#", Head, StringComparison.Ordinal);
        Learn(part);
        Learn(part);

        Assert.Null(Take(part));
    }

    [Fact]
    public void Too_many_bytes_are_forgotten_and_what_comes_again_is_learned_again()
    {
        for (var number = 0; number < 200; number++)
        {
            var part = Part(number.ToString(CultureInfo.InvariantCulture), new string('b', 100_000));
            Learn(part);
            Learn(part);
        }

        Assert.Null(Take(Part("0", new string('b', 100_000))));
        Assert.NotNull(Take(Part("199", new string('b', 100_000))));
    }

    private static string Part(params string[] texts) => $"[\"{Head}\",{string.Join(',', texts.Select(text => $"\"{text}\""))}]";

    private void Learn(string part) => _parts.Learn(Encoding.UTF8.GetBytes(part), copy => Encoding.UTF8.GetString(copy.Span));

    private string? Take(string part)
    {
        var json = new JsonCursor(Encoding.UTF8.GetBytes(part));
        var found = _parts.TryTake(ref json, out var value);
        Assert.Equal(found ? Encoding.UTF8.GetByteCount(part) : 0, json.Position);
        return value;
    }
}
