using Yunhepan.FeedBot.Chat.Commands;

namespace Yunhepan.FeedBot.Tests.Adding;

/// <summary>An address is found as people paste it, and nothing else is taken for one.</summary>
public sealed class PastedAddressTests
{
    [Theory]
    [InlineData("https://a.example/news/", "https://a.example/news/")]
    [InlineData("看看 https://a.example/news/，很好", "https://a.example/news/")]
    [InlineData("转发：HTTP://A.example/x?y=1。谢谢", "HTTP://A.example/x?y=1")]
    [InlineData("(https://a.example/b).", "https://a.example/b")]
    [InlineData("“https://a.example/b”", "https://a.example/b")]
    [InlineData("https://新闻.example/路径", "https://新闻.example/路径")]
    public void An_address_in_a_text_is_found_without_what_surrounds_it(string text, string address) => Assert.Equal(address, PastedAddress.Find(text));

    [Theory]
    [InlineData("教育")]
    [InlineData("http")]
    [InlineData("https://")]
    [InlineData("a.example/news")]
    [InlineData("ftp://a.example/")]
    public void Other_texts_have_none(string text) => Assert.Null(PastedAddress.Find(text));

    [Theory]
    [InlineData("a.example/news", "a.example/news")]
    [InlineData("news.example", "news.example")]
    [InlineData("https://a.example/", "https://a.example/")]
    public void After_the_command_the_scheme_may_be_missing(string text, string address) => Assert.Equal(address, PastedAddress.Read(text));

    [Theory]
    [InlineData(" https://a.example/news/ ", "https://a.example/news/")]
    [InlineData("www.a.example", "www.a.example")]
    [InlineData("a.example:9555/news", "a.example:9555/news")]
    [InlineData("新闻.example/列表", "新闻.example/列表")]
    public void An_address_that_is_all_is_one_without_its_scheme_too(string text, string address) => Assert.Equal(address, PastedAddress.Alone(text));

    [Theory]
    [InlineData("jnnews.tv")]
    [InlineData("看看 https://a.example/")]
    [InlineData("停水/停电")]
    [InlineData("8:00/9.5")]
    [InlineData("two words.example/")]
    public void A_name_a_sentence_and_a_time_are_no_address_that_is_all(string text) => Assert.Null(PastedAddress.Alone(text));

    [Theory]
    [InlineData("教育")]
    [InlineData("somebody@a.example")]
    [InlineData("two words.example")]
    [InlineData("ftp://a.example/")]
    public void What_is_no_address_is_none_after_the_command_either(string text) => Assert.Null(PastedAddress.Read(text));
}
