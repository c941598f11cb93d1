namespace Yunhepan.FeedBot.Catalogue;

/// <summary>The languages of the product.</summary>
public enum Language
{
    /// <summary>Chinese in simplified characters.</summary>
    Chinese,

    /// <summary>Chinese in traditional characters, as in Taiwan, Hong Kong and Macau.</summary>
    TraditionalChinese,

    English,
    Japanese,
    Spanish,
}
