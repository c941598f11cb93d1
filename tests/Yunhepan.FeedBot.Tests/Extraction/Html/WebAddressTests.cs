using Yunhepan.FeedBot.Extraction.Html;

namespace Yunhepan.FeedBot.Tests.Extraction.Html;

public sealed class WebAddressTests
{
    private static readonly string[] Parts =
        ["http://", "https://", "HTTP://", "canal", ".example", ".com", "/", "//", "/../", "/./", "/a.html", "?b=1&c=2", "#d", ":80", ":8080", "@", "%20", "%7E", "%e4", "~", "'", "(x)", "运河", "[", "|", " ", "..", "-", "1.2", "0x7f", "UPPER", "_", "+", "!", "*", "$", ";", ",", "/.x", "xn--fsq"];

    [Fact]
    public void An_address_that_is_taken_as_it_is_is_written_as_it_would_be()
    {
        var random = new Random(16);
        var taken = 0;
        for (var round = 0; round < 50_000; round++)
        {
            var address = Parts[random.Next(3)] + "www" + Rest(random, 2) + ".example" + (random.Next(4) > 0 ? "/" : "") + Rest(random, 5);
            if (!WebAddress.IsFinal(address))
                continue;
            taken++;
            Assert.Equal(address, WebAddress.ToUri(address, null)?.AbsoluteUri);
        }

        Assert.InRange(taken, 3000, 50_000);
    }

    private static string Rest(Random random, int most) => string.Concat(Enumerable.Range(0, random.Next(most)).Select(_ => Parts[random.Next(3, Parts.Length)]));

    [Theory]
    [InlineData("https://canal.example/a/b.html?c=d&e=f#g", true)]
    [InlineData("https://canal.example", false)]
    [InlineData("https://canal.example/a b", false)]
    [InlineData("https://1.2.3.4/", false)]
    [InlineData("https://user@canal.example/", false)]
    [InlineData("javascript://canal.example/", false)]
    public void Only_a_plain_address_is_taken_as_it_is(string address, bool isTaken) => Assert.Equal(isTaken, WebAddress.IsFinal(address));
}
