using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Articles.Complaints;
using Yunhepan.FeedBot.Articles.Filing;
using Yunhepan.FeedBot.Articles.Log;
using Yunhepan.FeedBot.Articles.Reading;
using Yunhepan.FeedBot.Articles.Searching;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Articles.Store;
using Yunhepan.FeedBot.Articles.Stories;
using Yunhepan.FeedBot.Articles.Takedowns;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Topics;

namespace Yunhepan.FeedBot.Articles;

public static class ArticlesServices
{
    extension(IServiceCollection services)
    {
        /// <summary>Registers the store and its readers.</summary>
        /// <param name="location">The location of the database.</param>
        /// <param name="catalogue">Returns the current feeds.json.</param>
        public IServiceCollection AddArticles(DatabaseLocation location, Func<IServiceProvider, Func<SourceCatalogue>> catalogue)
        {
            services.AddArticlesDb(location);
            services.AddSingleton(location);
            services.AddSingleton(p => new CurrentCatalogue(catalogue(p)));
            services.AddSingleton<SourceTitles>();
            services.AddSingleton(p => new CurrentTopics(p.GetRequiredService<CurrentCatalogue>(), p.GetRequiredService<SourceTitles>(),
                p.GetRequiredService<TimeProvider>()));
            services.AddSingleton<RevisionBell>();
            services.AddSingleton<ArticleFiler>();
            services.AddScoped<Ending.PersonalData>();
            services.AddSingleton<IValidateOptions<Ending.PrivacyOptions>, Ending.PrivacyOptionsValidator>();
            services.AddOptions<Ending.PrivacyOptions>().BindConfiguration("Privacy").ValidateOnStart();
            services.AddScoped<ArticleReader>();
            services.AddScoped<RevisionLog>();
            services.AddScoped<StoryReader>();
            services.TryAddScoped<ISourceMoves, NoSourceMoves>();
            services.AddScoped<StoryJoiner>();
            services.AddScoped<ArticleSearch>();
            services.AddScoped<ArticleExplanations>();
            services.AddScoped<RulesReplayer>();
            services.AddScoped<ArticleStore>();
            services.AddScoped<TakedownDesk>();
            services.AddScoped<ComplaintBox>();
            return services;
        }
    }
}
