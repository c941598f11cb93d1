using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Tests.Catalogue;

/// <summary>Language tags of documents, browsers and settings.</summary>
public sealed class LanguageTagTests
{
    [Theory]
    [InlineData("zh-Hant-TW", true, false)]
    [InlineData("ZH", true, false)]
    [InlineData("en-GB", false, true)]
    [InlineData("EN", false, true)]
    [InlineData("ja", false, false)]
    [InlineData(null, false, false)]
    public void A_tag_is_Chinese_English_or_neither(string? tag, bool isChinese, bool isEnglish) =>
        Assert.Equal((isChinese, isEnglish), (LanguageTag.IsChinese(tag), LanguageTag.IsEnglish(tag)));

    [Theory]
    [InlineData("zh", Language.Chinese)]
    [InlineData("en", Language.English)]
    [InlineData("zh-CN", null)]
    [InlineData("ZH", null)]
    [InlineData("", null)]
    public void An_address_names_a_language_by_exactly_its_tag(string tag, Language? language) => Assert.Equal(language, LanguageTag.Find(tag));

    [Fact]
    public void Each_language_is_found_by_the_tag_that_is_written_for_it() =>
        Assert.All(Enum.GetValues<Language>(), language => Assert.Equal(language, LanguageTag.Find(LanguageTag.Write(language))));
}
