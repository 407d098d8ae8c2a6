using Monitoring.Storage.Counts;

namespace Monitoring.Storage.Codecs;

/// <summary>The bytes of the facets of a hash.</summary>
internal static class FacetCodec
{
    public static void Write(ByteWriter writer, HashFacets facets)
    {
        WritePlaces(writer, facets.Environments);
        WritePlaces(writer, facets.Services);
        WritePlaces(writer, facets.Releases);
        WriteTags(writer, facets.Tags);
    }

    /// <summary>Fills facets that are fresh.</summary>
    public static void Read(ref ByteReader reader, HashFacets facets)
    {
        ReadPlaces(ref reader, facets.Environments);
        ReadPlaces(ref reader, facets.Services);
        ReadPlaces(ref reader, facets.Releases);
        ReadTags(ref reader, facets);
    }

    private static void WritePlaces(ByteWriter writer, SortedSet<string> places)
    {
        writer.Count(places.Count);
        foreach (var place in places)
        {
            writer.Text(place);
        }
    }

    private static void ReadPlaces(ref ByteReader reader, SortedSet<string> places)
    {
        for (var left = reader.Items(); left > 0; left--)
        {
            places.Add(reader.Text());
        }
    }

    private static void WriteTags(ByteWriter writer, Dictionary<string, TagTotals> tags)
    {
        writer.Count(tags.Count);
        foreach (var (key, totals) in tags)
        {
            writer.Text(key);
            writer.Count(totals.Others);
            writer.Count(totals.Values.Count);
            foreach (var (value, count) in totals.Values)
            {
                writer.Text(value);
                writer.Count(count);
            }
        }
    }

    private static void ReadTags(ref ByteReader reader, HashFacets facets)
    {
        for (var left = reader.Items(); left > 0; left--)
        {
            var tag = new TagTotals();
            facets.Tags.Add(reader.Text(), tag);
            tag.Others = reader.Count();
            for (var values = reader.Items(); values > 0; values--)
            {
                tag.Values.Add(reader.Text(), reader.Count());
                facets.TagValues++;
            }
        }
    }
}
