using Yunhepan.FeedBot.Articles.Text;

namespace Yunhepan.FeedBot.Tests.Articles;

public sealed class CanonicalUrlTests
{
    [Theory]
    [InlineData("http://www.example.org/news/1.html", "https://example.org/news/1.html")]
    [InlineData("http://Example.ORG:80/news/1.html#top", "http://example.org/news/1.html")]
    [InlineData("http://example.org/news/index.html", "http://example.org/news/")]
    [InlineData("http://example.org/news/", "http://example.org/news")]
    [InlineData("http://example.org/a?id=7&utm_source=weibo&spm=a1.b2", "http://example.org/a?id=7")]
    [InlineData("http://example.org/a?b=2&a=1", "http://example.org/a?a=1&b=2")]
    [InlineData("http://例子.中国/新闻/1.html", "http://xn--fsqu00a.xn--fiqs8s/%E6%96%B0%E9%97%BB/1.html")]
    [InlineData("http://example.org", "http://example.org/index.php")]
    [InlineData("http://example.org/a?id=7&sid=4f1c22aa90be", "http://example.org/a?id=7&sid=1234567890123")]
    public void Spellings_of_one_page_are_one(string one, string other) =>
        Assert.Equal(CanonicalUrl.Normalise(one), CanonicalUrl.Normalise(other));

    [Theory]
    [InlineData("http://example.org/a?id=7", "http://example.org/a?id=8")]
    [InlineData("http://example.org/plus/view.php?aid=1", "http://example.org/plus/view.php")]
    [InlineData("http://example.org/A", "http://example.org/a")]
    [InlineData("http://news.example.org/1", "http://food.example.org/1")]
    [InlineData("http://example.org:8080/1", "http://example.org/1")]
    [InlineData("http://example.org/modules.php?name=News&file=article&sid=12", "http://example.org/modules.php?name=News&file=article&sid=13")]
    public void Different_pages_stay_different(string one, string other) =>
        Assert.NotEqual(CanonicalUrl.Normalise(one), CanonicalUrl.Normalise(other));

    [Theory]
    [InlineData("")]
    [InlineData("not an address")]
    [InlineData("urn:isbn:123")]
    public void What_is_no_web_address_is_left_alone(string text) => Assert.Equal(text, CanonicalUrl.Normalise(text));
}
