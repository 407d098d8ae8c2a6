using System.Runtime.Intrinsics;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Monitoring.ErrorTracking.Scrubbing.Patterns;

namespace Monitoring.ErrorTracking.Tests.Scrubbing;

/// <summary>32 questions at a time are answered as one by one.</summary>
public sealed class AsciiSetTests
{
    [Property]
    public Property Bytes_are_found_that_are_ASCII_and_in_the_set() => Prop.ForAll(
        Bytes.ListOf().ToArbitrary(),
        Bytes.ArrayOf(Vector256<byte>.Count).ToArbitrary(),
        (characters, asked) =>
        {
            var found = new AsciiSet(characters).Find(Vector256.Create(asked));

            Assert.All(asked, (character, index) => Assert.Equal(character < 0x80 && characters.Contains(character) ? 0xFF : 0, found[index]));
        });

    private static Gen<byte> Bytes => Gen.Choose(0, 255).Select(code => (byte)code);
}
