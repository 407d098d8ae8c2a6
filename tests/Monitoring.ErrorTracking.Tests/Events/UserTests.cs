using Monitoring.ErrorTracking.Events;

namespace Monitoring.ErrorTracking.Tests.Events;

public sealed class UserTests
{
    private static readonly EventReceipt Receipt = TestData.Some.Receipt() with { RemoteAddress = "203.0.113.7" };

    [Fact]
    public void User_AllAttributes_AreRead()
    {
        var user = Normalized.Of("""
            {"user":{"id":42,"email":"a@b.c","username":"jane","name":"Jane","ip_address":"127.0.0.1","segment":"vip","geo":{"city":"X"},"data":{"a":1},"is_staff":true,"n":null}}
            """).User!;

        Assert.Equal(("42", "a@b.c", "jane", "Jane", "127.0.0.1", "vip"), (user.Id, user.Email, user.Username, user.Name, user.IpAddress, user.Segment));
        Assert.Equal(("""{"city":"X"}""", """{"a":1}"""), (user.Geo.ToString(), user.Data.ToString()));
        Assert.Equal(("is_staff", "true"), (user.Other.Single().Name, user.Other.Single().Value.ToString()));
    }

    [Theory]
    [InlineData("""{"user":{"ip_address":"{{auto}}"}}""", "203.0.113.7")]
    [InlineData("""{"user":{"ip_address":"{{auto}}"},"sdk":{"name":"x","version":"1","settings":{"infer_ip":"never"}}}""", null)]
    [InlineData("""{"user":{"id":"1","ip_address":"nonsense"},"platform":"javascript"}""", "203.0.113.7")]
    [InlineData("""{"user":{"ip_address":"nonsense"},"platform":"python"}""", null)]
    [InlineData("""{"user":{"id":"1"},"platform":"javascript"}""", "203.0.113.7")]
    [InlineData("""{"platform":"javascript"}""", "203.0.113.7")]
    [InlineData("""{"platform":"cocoa"}""", "203.0.113.7")]
    [InlineData("""{"platform":"javascript","sdk":{"name":"x","version":"1","settings":{"infer_ip":"never"}}}""", null)]
    [InlineData("""{"platform":"python"}""", null)]
    [InlineData("""{"platform":"python","sdk":{"name":"x","version":"1","settings":{"infer_ip":"auto"}}}""", "203.0.113.7")]
    [InlineData("""{"platform":"python","request":{"env":{"REMOTE_ADDR":"198.51.100.1"}}}""", "198.51.100.1")]
    [InlineData("""{"platform":"python","request":{"env":{"REMOTE_ADDR":"{{auto}}"}}}""", "203.0.113.7")]
    [InlineData("""{"user":{"ip_address":"2001:DB8::1"},"request":{"env":{"REMOTE_ADDR":"198.51.100.1"}}}""", "2001:db8::1")]
    public void Address_IsTheEventsTheRequestsOrThePeers(string json, string? expected) =>
        Assert.Equal(expected, Normalized.Of(json, Receipt).User?.IpAddress);

    [Fact]
    public void Address_AutoWithoutAPeer_IsNone() => Assert.Null(Normalized.Of("""{"user":{"id":"1","ip_address":"{{auto}}"}}""").User!.IpAddress);

    [Theory]
    [InlineData("\"1\"")]
    [InlineData("\"localhost\"")]
    [InlineData("\"300.1.1.1\"")]
    public void Address_Malformed_IsDroppedAndNoted(string address)
    {
        var actual = Normalized.Of($$$"""{"user":{"id":"1","ip_address":{{{address}}}}}""");

        Assert.Null(actual.User!.IpAddress);
        Assert.Equal(["invalid_data user.ip_address"], actual.Faults());
    }

    [Fact]
    public void User_TooLong_IsCut()
    {
        var user = Normalized.Of($$$"""{"user":{"id":"{{{new string('i', 200)}}}","email":"{{{new string('e', 76)}}}"}}""").User!;

        Assert.Equal((128, 75), (user.Id!.Length, user.Email!.Length));
    }

    [Fact]
    public void User_Empty_IsNone() => Assert.Null(Normalized.Of("""{"user":{"id":null}}""").User);
}
