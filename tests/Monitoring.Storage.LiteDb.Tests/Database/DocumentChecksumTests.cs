using System.Text;
using LiteDB;
using Monitoring.Storage.Files;
using Monitoring.Storage.LiteDb.Database;

namespace Monitoring.Storage.LiteDb.Tests.Database;

public sealed class DocumentChecksumTests
{
    [Fact]
    public void Reading_a_document_of_bytes_and_numbers_allocates_nothing_for_its_checksum()
    {
        var document = new BsonDocument { ["_id"] = new byte[24], ["n"] = 7L, ["v"] = 3, ["b"] = new byte[4_000] };
        DocumentChecksum.Put(document);
        Assert.True(DocumentChecksum.IsRight(document));

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var time = 0; time < 100; time++)
        {
            DocumentChecksum.IsRight(document);
        }

        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / 100, 0, 1);
    }

    [Fact]
    public void A_checksum_is_the_sum_over_the_fields()
    {
        // What earlier versions have written.
        var document = new BsonDocument { ["_id"] = "name", ["n"] = 7L, ["b"] = new byte[] { 1, 2, 3 } };
        DocumentChecksum.Put(document);

        var expected = unchecked((int)(Checksum.Compute("_id"u8, Encoding.UTF8.GetBytes("\"name\"")) + Checksum.Compute("n"u8, BitConverter.GetBytes(7L)) + Checksum.Compute("b"u8, [1, 2, 3])));
        Assert.Equal(expected, document["crc"].AsInt32);
    }
}
