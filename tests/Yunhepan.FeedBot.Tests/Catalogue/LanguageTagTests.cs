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
    [InlineData("zh-hant", Language.TraditionalChinese)]
    [InlineData("zh-Hant-TW", Language.TraditionalChinese)]
    [InlineData("zh-TW,zh;q=0.9", Language.TraditionalChinese)]
    [InlineData("zh_HK", Language.TraditionalChinese)]
    [InlineData("zh-MO", Language.TraditionalChinese)]
    [InlineData("zh-Hans-HK", Language.Chinese)]
    [InlineData("zh-CN, zh-TW", Language.Chinese)]
    [InlineData("zh-SG", Language.Chinese)]
    [InlineData("zhx-TW", Language.English)]
    public void A_script_or_a_region_tells_which_characters_are_read(string tag, Language language) => Assert.Equal(language, LanguageTag.Read(tag));

    [Theory]
    [InlineData("zh", Language.Chinese)]
    [InlineData("zh-Hant", Language.TraditionalChinese)]
    [InlineData("en", Language.English)]
    [InlineData("zh-CN", null)]
    [InlineData("ZH", null)]
    [InlineData("", null)]
    public void An_address_names_a_language_by_exactly_its_tag(string tag, Language? language) => Assert.Equal(language, LanguageTag.Find(tag));

    [Fact]
    public void Each_language_is_found_by_the_tag_that_is_written_for_it() =>
        Assert.All(Enum.GetValues<Language>(), language => Assert.Equal(language, LanguageTag.Find(LanguageTag.Write(language))));
}
