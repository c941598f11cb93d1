using System.Text;
using Yunhepan.FeedBot.Extraction.Charsets;

namespace Yunhepan.FeedBot.Tests.Extraction.Charsets;

public sealed class DeclaredEncodingTests
{
    [Theory]
    [InlineData(0, "<?xml version='1.0' encoding='gbk'?>", "gbk")]
    [InlineData(1000, "<?XML encoding=\"gbk\" ?>", "gbk")]
    [InlineData(1024, "<?xml version='1.0' encoding='gbk'?>", null)]
    [InlineData(0, "<?xml version='1.0' encoding='gbk'", null)]
    [InlineData(0, "<?xml version='1.0'?><rss encoding='gbk'>", null)]
    public void The_prolog_of_a_feed_counts_within_the_first_1024_bytes(int before, string prolog, string? expected) =>
        Assert.Equal(expected, DeclaredEncoding.InDocument(Encoding.UTF8.GetBytes(new string(' ', before) + prolog), isXml: true));

    [Fact]
    public void What_a_prolog_states_after_512_bytes_does_not_count_and_an_end_far_away_does_not_matter()
    {
        var blanks = new string(' ', 2000);
        Assert.Equal("gbk", DeclaredEncoding.InDocument(Encoding.UTF8.GetBytes($"<?xml encoding='gbk'{blanks}?>"), isXml: true));
        Assert.Null(DeclaredEncoding.InDocument(Encoding.UTF8.GetBytes($"<?xml {blanks}encoding='gbk'?>"), isXml: true));
    }

    [Fact]
    public void A_page_is_asked_for_its_meta_element_if_it_has_no_prolog() =>
        Assert.Equal("big5", DeclaredEncoding.InDocument("<html><meta charset=big5><title>t</title>"u8, isXml: false));
}
