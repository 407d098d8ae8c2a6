using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Monitoring.ErrorTracking.SourceMaps.Decoding;

namespace Monitoring.ErrorTracking.Tests.SourceMaps;

public sealed class SourceMapReaderTests
{
    private static Gen<int> Number => Gen.Frequency((8, Gen.Choose(0, 40)), (2, Gen.Choose(0, 100_000)), (1, Gen.Constant(int.MaxValue)));

    private static Gen<Mapping> Entry =>
        from column in Number
        from source in Gen.Choose(-1, 2)
        from line in Number
        from sourceColumn in Number
        from name in Gen.Choose(-1, 4)
        select source < 0 ? Mapping.FromNowhere(column) : new Mapping(column, source, line, sourceColumn, name);

    private static Gen<List<List<Mapping>>> Lines => Gen.ListOf(Gen.ListOf(Entry)).Select(lines => lines.Select(line => line.OrderBy(entry => entry.Column).ToList()).ToList());

    [Property(MaxTest = 500)]
    public Property What_is_written_is_read_and_found_as_by_a_plain_search() => Prop.ForAll(
        Gen.Zip(Lines, Gen.ListOf(Gen.Zip(Gen.Choose(-1, 8), Number))).ToArbitrary(),
        given =>
        {
            var (lines, places) = given;
            var map = MapWriter.Read(MapWriter.Map(MapWriter.Mappings(lines))).Map!;
            var own = lines.SelectMany((line, number) => line.Select(entry => (number, entry.Column)));
            return map.Count == lines.Sum(line => line.Count) && places.Concat(own).All(place => map.Find(place.Item1, place.Item2) == Search(lines, place.Item1, place.Item2));
        });

    [Property(MaxTest = 200)]
    public Property Sections_are_their_maps_side_by_side() => Prop.ForAll(
        Gen.Zip(Lines, Lines).ToArbitrary(),
        given =>
        {
            var second = given.Item1.Count + 2;
            var map = new JsonObject
            {
                ["version"] = 3,
                ["sections"] = new JsonArray(Section(0, given.Item1), Section(second, given.Item2)),
            };
            var read = MapWriter.Read(map).Map!;
            var places = given.Item2.SelectMany((line, number) => line.Select(entry => (Line: number, entry.Column)));
            return read.Sources.Count == 6 && places.All(place => Shift(Search(given.Item2, place.Line, place.Column)) == read.Find(place.Line + second, place.Column));
        });

    [Property(MaxTest = 3000)]
    public Property Broken_maps_are_refused_with_a_reason_and_nothing_is_thrown() => Prop.ForAll(
        Gen.Zip(Lines, Gen.ListOf(Gen.Zip(Gen.Choose(0, int.MaxValue), Gen.Choose(0, 255)))).ToArbitrary(),
        given =>
        {
            var bytes = Encoding.UTF8.GetBytes(MapWriter.Map(MapWriter.Mappings(given.Item1)).ToJsonString());
            foreach (var (position, value) in given.Item2)
            {
                bytes[position % bytes.Length] = (byte)value;
            }

            var result = SourceMapReader.Read(bytes);
            return result.Map is null == result.Problem is not null;
        });

    [Theory]
    [InlineData("", "JSON")]
    [InlineData("[]", "must be an object")]
    [InlineData("{}", "version: is missing")]
    [InlineData("""{"version":2,"mappings":""}""", "version: 2 is not 3")]
    [InlineData("""{"version":3}""", "mappings: are missing")]
    [InlineData("""{"version":3,"sources":{},"mappings":""}""", "sources: must be an array")]
    [InlineData("""{"version":3,"mappings":"AAAA;A!"}""", "entry 1 of line 2 has a character that is no digit of base 64")]
    [InlineData("""{"version":3,"mappings":"AA"}""", "entry 1 of line 1 has two or three numbers")]
    [InlineData("""{"version":3,"mappings":"AAAAAA"}""", "more than five numbers")]
    [InlineData("""{"version":3,"mappings":"g"}""", "ends inside a number")]
    [InlineData("""{"version":3,"mappings":"gggggggA"}""", "more than 32 bits")]
    [InlineData("""{"version":3,"mappings":"D"}""", "counts below zero")]
    [InlineData("""{"version":3,"sections":[{"offset":{"line":0,"column":0},"url":"x"}]}""", "section by 'url' is not taken")]
    [InlineData("""{"version":3,"sections":[{"offset":{"line":0,"column":0},"map":{"version":3,"sections":[]}}]}""", "sections of its own")]
    [InlineData("""{"version":3,"sections":[{"offset":{"line":1,"column":0},"map":{"version":3,"mappings":""}},{"offset":{"line":0,"column":0},"map":{"version":3,"mappings":""}}]}""", "begins before")]
    [InlineData("""{"version":3,"sources":["\ud800"],"mappings":""}""", "no Unicode")]
    public void What_is_wrong_is_said_with_its_place(string map, string problem) =>
        Assert.Contains(problem, SourceMapReader.Read(Encoding.UTF8.GetBytes(map)).Problem, StringComparison.Ordinal);

    [Fact]
    public void Everything_that_bundlers_write_is_understood()
    {
        var text = ")]}'\n" + """
            {"version":3,"file":"x","sourceRoot":"app/","sources":["a.js","/b.js","webpack:///c.js",null],"sourcesContent":["one\r\ntwo\rthree\nfour","é☕x",null],
             "names":["run",7],"mappings":"AAAAA,CAAC,AAAA;;CCCC","x_google_ignoreList":[1],"debug_id":"4341E26EB5E35C398C1809F27E9FF6B2","x_other":{"deep":[1,{}]}}
            """;

        var map = SourceMapReader.Read([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(text)]).Map!;

        Assert.Equal(["app/a.js", "/b.js", "webpack:///c.js", ""], map.Sources.Select(source => source.Name));
        Assert.Equal([false, true, false, false], map.Sources.Select(source => source.IsIgnored));
        Assert.Equal(["one", "two", "three", "four", null], Enumerable.Range(0, 5).Select(line => map.Sources[0].Line(line, 100)));
        Assert.Equal("é", map.Sources[1].Line(0, 4));
        Assert.Equal("4341e26e-b5e3-5c39-8c18-09f27e9ff6b2", map.DebugId);
        Assert.Equal("run", map.NameAt(0, 0));
        Assert.Null(map.Find(1, 5));
        Assert.Equal(new Mapping(1, 1, 1, 2, -1), map.Find(2, 9));
    }

    [Fact]
    public void An_entry_of_a_source_that_is_not_there_leads_nowhere_and_costs_no_other()
    {
        var map = MapWriter.Read(MapWriter.Map("AAAA,CGAA,CFAAU", names: 1)).Map!;

        Assert.Equal(0, map.Find(0, 0)!.Value.Source);
        Assert.Equal(-1, map.Find(0, 1)!.Value.Source);
        Assert.Equal(-1, map.Find(0, 2)!.Value.Name);
    }

    [Fact]
    public void Columns_in_any_order_are_put_in_order()
    {
        var map = MapWriter.Read(MapWriter.Map("UAAA,LAAC,CAAC")).Map!;

        Assert.Equal([5, 6, 10], new[] { 5, 6, 11 }.Select(column => map.Find(0, column)!.Value.Column));
    }

    private static JsonObject Section(int line, List<List<Mapping>> lines) => new()
    {
        ["map"] = MapWriter.Map(MapWriter.Mappings(lines)),
        ["offset"] = new JsonObject { ["line"] = line, ["column"] = 0 },
    };

    private static Mapping? Shift(Mapping? mapping) => mapping is { Source: >= 0 } found
        ? found with { Source = found.Source + 3, Name = found.Name < 0 ? -1 : found.Name + 5 }
        : mapping;

    private static Mapping? Search(List<List<Mapping>> lines, int line, int column)
    {
        var before = line >= 0 && line < lines.Count ? lines[line].Where(entry => entry.Column <= column).ToList() : [];
        return before.Count == 0 ? null : before.First(entry => entry.Column == before[^1].Column);
    }
}
