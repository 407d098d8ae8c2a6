using Microsoft.AspNetCore.Http;
using Monitoring.AspNetCore.Access;

namespace Monitoring.AspNetCore.Tests.Access;

public sealed class RequestTokenTests
{
    [Theory]
    [InlineData("Authorization", "Bearer abc", "abc")]
    [InlineData("Authorization", "bearer  abc ", "abc")]
    [InlineData("Authorization", "Bearer ", null)]
    [InlineData("Authorization", "Basic abc", null)]
    [InlineData("PRIVATE-TOKEN", "abc", "abc")]
    [InlineData("Job-Token", "abc", "abc")]
    [InlineData("PRIVATE-TOKEN", " ", null)]
    [InlineData("X-Token", "abc", null)]
    public void Find_Header_IsTheToken(string name, string value, string? token)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers[name] = value;

        Assert.Equal(token, RequestToken.Find(context.Request));
    }

    [Fact]
    public void Find_OtherAuthorization_IsNotOverruledByATokenBesideIt()
    {
        var context = new DefaultHttpContext();
        context.Request.Headers.Authorization = "Basic abc";
        context.Request.Headers["PRIVATE-TOKEN"] = "abc";

        Assert.Null(RequestToken.Find(context.Request));
    }
}
